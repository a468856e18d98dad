/** What this project does with XNAT: marks the scans of a type as usable or not. */
export class Scans {
  /**
   * @param {{ url: string, user: string, password: string }} xnat
   * @param {number} patience how often a request is tried.
   */
  constructor ({ url, user, password }, patience = 3) {
    this.url = url
    this.patience = patience
    this.authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  }

  /** @returns the IDs of the scans that were marked. */
  async mark (session, type, quality) {
    const answer = await this.send('GET', `/data/experiments/${session}/scans?format=json&columns=ID,type`)
    const { ResultSet: { Result } } = await answer.json()
    const ids = Result.filter(scan => scan.type === type).map(scan => scan.ID)
    for (const id of ids) await this.send('PUT', `/data/experiments/${session}/scans/${id}?quality=${quality}`)
    return ids
  }

  async send (method, path) {
    for (let tried = 1; ; tried++) {
      const answer = await fetch(this.url + path, { method, headers: { authorization: this.authorization } })
      if (answer.ok) return answer
      if (answer.status < 500 || tried === this.patience) throw new Error(`${method} ${path}: ${answer.status}`)
    }
  }
}
