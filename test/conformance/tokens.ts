import { type Case, answers, refusedByContainer, refuses } from './case.ts'
import type { Xnat } from './xnat.ts'

interface Token {
  readonly alias: string
  readonly secret: string
  readonly id: number
}

const issue = async (xnat: Xnat, as: string, path = 'issue'): Promise<Token> =>
  JSON.parse((await xnat.get(`/data/services/tokens/${path}`, { as })).body) as Token
const basic = ({ alias, secret }: Token): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${alias}:${secret}`).toString('base64')}`
})
const foreign = 'Non-admin users can only request operations on alias tokens for their own account'

/** Alias tokens: a name and a password made up for a while. */
export const tokenCases: readonly Case[] = [
  {
    fact: 'A token is an alias of the form of a UUID and a secret of 64 characters, good for two days',
    source: 'AliasTokenRestlet, AliasToken',
    roles: true,
    run: async (t, xnat) => {
      const answer = await xnat.get('/data/services/tokens/issue', { as: 'member' })
      t.equal(answer.status, 200)
      t.equal(answer.headers['content-type'], 'application/json;charset=ISO-8859-1')
      const token = JSON.parse(answer.body) as Record<string, unknown>
      t.match(token['alias'], /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      t.match(token['secret'], /^[A-Za-z0-9]{64}$/)
      t.match(token, { singleUse: false, validIPAddresses: [], xdatUserId: 'member', enabled: true })
    }
  },
  {
    fact: 'Alias and secret are Basic credentials of the token\'s user; with another secret they are none',
    source: 'AliasTokenAuthenticationProvider',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const token = await issue(xnat, 'member')
      answers(t, await xnat.get('/data/auth', { as: null, headers: basic(token) }), 200, 'User \'member\' is logged in')
      refusedByContainer(t, await xnat.get('/data/auth', { as: null, headers: basic({ ...token, secret: 'x' }) }), 401)
    }
  },
  {
    fact: 'show lists the tokens that a user has',
    source: 'AliasTokenRestlet',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { alias } = await issue(xnat, 'collaborator')
      const listed = JSON.parse((await xnat.get('/data/services/tokens/show', { as: 'collaborator' })).body) as Token[]
      t.ok(listed.some(token => token.alias === alias))
    }
  },
  {
    fact: 'validate tells the user of a token with its secret, and nothing with another',
    source: 'AliasTokenRestlet',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { alias, secret } = await issue(xnat, 'member')
      answers(t, await xnat.get(`/data/services/tokens/validate/${alias}/${secret}`, { as: 'member' }), 200, '{"valid":"member"}')
      answers(t, await xnat.get(`/data/services/tokens/validate/${alias}/x`, { as: 'member' }), 200, '{}')
      refuses(
        t,
        await xnat.get(`/data/services/tokens/validate/${alias}`, { as: 'member' }),
        401,
        'You must specify both token and secret to validate a token.'
      )
    }
  },
  {
    fact: 'An invalidated token is gone',
    source: 'AliasTokenRestlet',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const token = await issue(xnat, 'member')
      answers(t, await xnat.get(`/data/services/tokens/invalidate/${token.alias}`, { as: 'member' }), 200, '{"result": "OK"}')
      refusedByContainer(t, await xnat.get('/data/auth', { as: null, headers: basic(token) }), 401)
      refuses(
        t,
        await xnat.get(`/data/services/tokens/validate/${token.alias}/${token.secret}`, { as: 'member' }),
        404,
        `Can't find an alias token with the alias ${token.alias}`
      )
    }
  },
  {
    fact: 'A token is named by its alias or by its number; an unknown one is not found',
    source: 'AliasTokenRestlet',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { id } = await issue(xnat, 'member')
      answers(t, await xnat.get(`/data/services/tokens/invalidate/${id}`, { as: 'member' }), 200, '{"result": "OK"}')
      refuses(
        t,
        await xnat.get('/data/services/tokens/invalidate/999999999', { as: 'member' }),
        404,
        "Can't find an alias token with the ID 999999999"
      )
    }
  },
  {
    fact: 'Other users\' tokens are for administrators only',
    source: 'AliasTokenRestlet',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { alias, secret } = await issue(xnat, xnat.admin, 'issue/user/member')
      answers(t, await xnat.get(`/data/services/tokens/validate/${alias}/${secret}`), 200, '{"valid":"member"}')
      for (const path of ['issue/user/member', 'show/user/member', `validate/${alias}/${secret}`, `invalidate/${alias}`]) {
        refuses(t, await xnat.get(`/data/services/tokens/${path}`, { as: 'stranger' }), 403, foreign)
      }
    }
  },
  {
    fact: 'An unknown operation and an unknown user are bad requests; guests get no tokens; the address wants GET',
    source: 'AliasTokenRestlet',
    seen: '1.8.11',
    run: async (t, xnat) => {
      refuses(t, await xnat.get('/data/services/tokens/nonsense'), 400, 'Unknown operation: nonsense')
      refuses(t, await xnat.get('/data/services/tokens/issue/user/nobody'), 400, 'An error occurred retrieving the user: nobody')
      refuses(t, await xnat.get('/data/services/tokens/issue/user/guest'), 403, 'The guest user can\'t request alias tokens')
      refuses(t, await xnat.post('/data/services/tokens/issue'), 405)
    }
  }
]
