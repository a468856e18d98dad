import { failures } from '../../../failures/index.ts'
import { durationOf } from '../../../model/duration.ts'
import { type TextDocument, text } from '../../../model/document.ts'
import { inTransaction } from '../../../plugins/notes.ts'
import { same } from '../../../spaces/credentials.ts'
import { type AliasToken, isAlias } from '../../../store/accounts/alias-tokens.ts'
import type { Call, Resource } from '../resource.ts'
import { dictionary } from '../../../model/dictionary.ts'

interface Requested {
  /** Whose tokens are meant. */
  readonly login: string
  readonly token: AliasToken | undefined
}

/** AliasTokenRestlet */
export const tokens: Resource<Requested> = {
  tag: 'sessions',
  urls: [
    '/services/tokens/{OPERATION}',
    '/services/tokens/{OPERATION}/user/{USERNAME}',
    '/services/tokens/{OPERATION}/{TOKEN}',
    '/services/tokens/{OPERATION}/{TOKEN}/{SECRET}'
  ],
  archive: false,
  offers: ['application/json'],
  find: findToken,
  get: {
    id: 'aliasTokens',
    summary: 'Issue, show, validate or invalidate alias tokens',
    description:
      "OPERATION is issue, show, validate or invalidate. An alias and its secret stand for a user's name and password in Basic " +
      'credentials.',
    responses: {
      200: 'A token, a list of tokens, or a result',
      400: 'No such operation or user',
      401: 'validate without a token and its secret',
      403: "A guest; another user's tokens",
      404: 'No such token'
    },
    handle: (call, requested) => {
      const operation = operations[call.params['OPERATION'] ?? '']
      if (operation === undefined) throw failures.unknownTokenOperation(call.params['OPERATION'] ?? '')
      return operation(call, requested)
    }
  }
}

/** The constructor: the token, then whose it is. */
function findToken ({ params, store, viewer }: Call): Requested {
  const named = params['TOKEN']
  const token = named === undefined ? undefined : tokenNamed(store.aliasTokens, named)
  const login = params['USERNAME'] ?? viewer.login
  if (login.toLowerCase() === 'guest') throw failures.guestToken()
  const own = [login, token?.login ?? login].every(name => name.toLowerCase() === viewer.login.toLowerCase())
  if (!own && !viewer.administrator) throw failures.foreignToken()
  return { login, token }
}

function tokenNamed (aliasTokens: Call['store']['aliasTokens'], named: string): AliasToken {
  if (isAlias(named)) {
    const token = aliasTokens.find(named)
    if (token === undefined) throw failures.noSuchAlias(named)
    return token
  }
  const token = /^\d+$/.test(named) ? aliasTokens.findById(Number(named)) : undefined
  if (token === undefined) throw failures.noSuchToken(named)
  return token
}

const json = (value: unknown): TextDocument => text(JSON.stringify(value), { mime: 'application/json;charset=ISO-8859-1' })

const operations = dictionary<(call: Call, requested: Requested) => TextDocument>({
  issue: ({ store, incoming }, { login }) => {
    if (store.users.find(login) === undefined) throw failures.noUserForToken(login)
    const lifetime = durationOf(store.preferences.read().aliasTokenTimeout, 172_800_000)
    return json(described(inTransaction(incoming, store, () => store.aliasTokens.issue(login, lifetime))))
  },
  show: ({ store }, { login }) => json(store.aliasTokens.ofUser(login).map(described)),
  validate: ({ params }, { token }) => {
    if (token === undefined || params['SECRET'] === undefined) throw failures.tokenWithoutSecret()
    return json(same(token.secret, params['SECRET']) ? { valid: token.login } : {})
  },
  invalidate: ({ store, incoming }, { token }) => {
    if (token !== undefined) inTransaction(incoming, store, () => { store.aliasTokens.invalidate(token.alias) })
    return text('{"result": "OK"}', { mime: 'application/json;charset=ISO-8859-1' })
  }
})

/** A token as Jackson writes it; one that was never disabled has 0 there. */
const described = ({ id, alias, secret, login, enabled, created, expires }: AliasToken) => ({
  alias,
  secret,
  singleUse: false,
  estimatedExpirationTime: expires,
  validIPAddresses: [],
  xdatUserId: login,
  id,
  enabled: enabled === 1,
  created,
  timestamp: created,
  disabled: 0
})
