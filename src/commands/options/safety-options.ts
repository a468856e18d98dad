import { type Limits, defaultLimits } from '../../spaces/limits.ts'
import { type Option, type Values, aNumber, aSize, sizeIn, sizeText } from './option.ts'

/** Who may use the server. */
export interface Access {
  /** Origins of pages. */
  readonly cors: readonly string[]
  /** Names in the Host header; undefined for any. */
  readonly allowedHosts: readonly string[] | undefined
}

const listOf = (text: string | undefined): readonly string[] => (text ?? '').split(',').map(name => name.trim()).filter(name => name !== '')

const anOrigin = (value: string): boolean => value === '*' || (URL.canParse(value) && new URL(value).origin === value)

/** Limits against strangers and broken clients. */
export const safetyOptions: readonly Option[] = [
  {
    flag: 'cors',
    variable: 'XNAT_MOCK_CORS',
    value: 'ORIGIN',
    fallback: '',
    help: 'let pages of these origins use the server, such as http://localhost:5173; comma-separated, * for all',
    check: value => listOf(value).every(anOrigin) ? undefined : 'must be origins such as http://localhost:5173'
  },
  {
    flag: 'allowed-hosts',
    variable: 'XNAT_MOCK_ALLOWED_HOSTS',
    value: 'NAME',
    fallback: '',
    help: 'names that the server answers to, comma-separated, .example.org for all below it, * for all; without it any name on loopback, ' +
      'and elsewhere addresses and names of the local network',
    check: value => listOf(value).every(name => /^(?:\*|[\w.-]+)$/.test(name)) ? undefined : 'must be names of hosts'
  },
  {
    flag: 'max-body',
    variable: 'XNAT_MOCK_MAX_BODY',
    value: 'SIZE',
    fallback: sizeText(defaultLimits.body),
    help: 'the largest document or form that is taken',
    check: aSize
  },
  {
    flag: 'max-head',
    variable: 'XNAT_MOCK_MAX_HEAD',
    value: 'SIZE',
    fallback: sizeText(defaultLimits.head),
    help: 'the largest request line and headers that are taken',
    check: aSize
  },
  {
    flag: 'max-connections',
    variable: 'XNAT_MOCK_MAX_CONNECTIONS',
    value: 'N',
    fallback: String(defaultLimits.connections),
    help: 'how many connections there may be at once',
    check: aNumber
  },
  {
    flag: 'head-timeout',
    variable: 'XNAT_MOCK_HEAD_TIMEOUT',
    value: 'SECONDS',
    fallback: String(defaultLimits.headTime / 1000),
    help: 'how long the head of a request may take, at most 300',
    check: upTo(300)
  },
  {
    flag: 'idle-timeout',
    variable: 'XNAT_MOCK_IDLE_TIMEOUT',
    value: 'SECONDS',
    fallback: String(defaultLimits.idleTime / 1000),
    help: 'how long nothing may move on a connection with a request on it',
    check: upTo(86_400)
  }
]

function upTo (most: number): (value: string) => string | undefined {
  return value => aNumber(value) ?? (Number(value) <= most ? undefined : `must be no more than ${most}`)
}

/** @param values of these options, each already checked. */
export function safetyIn (
  values: Values,
  host: string
): Access & { readonly limits: Pick<Limits, 'body' | 'head' | 'connections' | 'headTime' | 'idleTime'> } {
  const names = listOf(values['allowed-hosts']).map(name => name.toLowerCase())
  const wide = !/^(?:localhost|127\..*|::1)$/.test(host)
  return {
    cors: listOf(values['cors']),
    allowedHosts: wide || names.length > 0 ? [...names, host.toLowerCase()] : undefined,
    limits: {
      body: sizeIn(values['max-body'] ?? '') ?? defaultLimits.body,
      head: sizeIn(values['max-head'] ?? '') ?? defaultLimits.head,
      connections: Number(values['max-connections']),
      headTime: Number(values['head-timeout']) * 1000,
      idleTime: Number(values['idle-timeout']) * 1000
    }
  }
}
