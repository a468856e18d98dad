import type { Scenario, Step } from '../recorded/scenario.ts'

const word = /[\p{L}\p{N}_]+(?:[.@-][\p{L}\p{N}_]+)*/gu

/** Other secrets that a site may show: mail addresses, addresses of machines, long random texts. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '{MAIL}'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '{ADDRESS}'],
  [/\b(?=\w*\d)(?=\w*[A-Za-z])\w{40,}\b/g, '{TOKEN}']
]

/** Replaces what tells of a site and its people. */
export class Pseudonyms {
  private readonly host: string
  private readonly user: RegExp | undefined
  private readonly known: ReadonlySet<string>
  private readonly given = new Map<string, string>()

  /** @param scenarios whose words may stay. */
  constructor (url: string, user: string, scenarios: Iterable<Scenario>) {
    this.host = new URL(url).hostname
    this.user = user === 'admin' || !/^\w+$/.test(user) ? undefined : new RegExp(`\\b${user}\\b`, 'g')
    this.known = wordsOf(scenarios)
  }

  /** @param text with what changes from run to run masked already. */
  replace (text: string, step: Step): string {
    let replaced = this.host === '' ? text : text.replaceAll(this.host, '{HOST}')
    for (const [pattern, name] of secrets) replaced = replaced.replace(pattern, name)
    if (this.user !== undefined) replaced = replaced.replace(this.user, 'admin')
    return isOwn(step) ? replaced : replaced.replace(word, text => this.known.has(text) ? text : this.pseudonym(text))
  }

  private pseudonym (text: string): string {
    // digits alone count something or stand for a key
    if (/^\d+$/.test(text)) return '0'.repeat(text.length)
    const known = this.given.get(text) ?? `word${this.given.size + 1}`
    this.given.set(text, known)
    return known
  }
}

/** Whether an answer tells of the scenario's own projects alone. */
const isOwn = ({ path, answer: { status } }: Step): boolean => /\{\w+\}/.test(path) || status >= 400

function wordsOf (scenarios: Iterable<Scenario>): Set<string> {
  const words = new Set<string>(['HOST', 'MAIL', 'ADDRESS', 'TOKEN', 'BASE', 'KEY'])
  for (const { steps } of scenarios) {
    for (const { path, body = '', answer } of steps) {
      const texts = [path, body, answer.body ?? '', ...Object.values(answer.headers)]
      for (const [found] of texts.join(' ').matchAll(word)) words.add(found)
    }
  }
  return words
}
