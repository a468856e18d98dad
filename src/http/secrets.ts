/** What takes the place of a secret. */
const hidden = '***'

const secretName = /pass(?:word|wd)|secret|token|jsession|csrf|credential/i

/** What an address has in it that may hold a secret. */
const telling = /[;@]|pass|secret|token|jsession|csrf|credential/i

/** An address without what opens doors: session IDs, tokens' secrets, passwords. */
export function withoutSecrets (url: string): string {
  if (!telling.test(url)) return url
  const [path = '', query] = url.replace(/^(https?:\/\/)[^/@]*@/i, '$1').split(/\?(.*)/s, 2)
  const shown = path
    .replace(/;jsessionid=[^;/]*/gi, `;jsessionid=${hidden}`)
    .replace(/(\/services\/tokens\/(?:validate|invalidate)\/[^/]+\/)[^/]+/i, `$1${hidden}`)
  return query === undefined ? shown : `${shown}?${query.split('&').map(withoutSecret).join('&')}`
}

function withoutSecret (pair: string): string {
  const [name = ''] = pair.split('=', 1)
  return secretName.test(name) && pair.includes('=') ? `${name}=${hidden}` : pair
}

/** Whether a text looks as if a secret were in it. */
export const hasSecret = (text: string): boolean => secretName.test(text)
