import type { Account } from '../seeds/account.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Sessions and profiles of another XNAT, which clients would prefer to what is set here. */
const misleading: readonly string[] = ['XNAT_TOKEN', 'XNAT_JSESSION', 'XNATPY_JSESSION', 'XNAT_PROFILE']

/** The environment in which clients find a server by themselves, and no other. */
export function clientEnvironment (env: Environment, url: string, account: Account): Environment {
  const kept = Object.entries(env).filter(([name]) => !misleading.includes(name))
  return { ...Object.fromEntries(kept), ...withoutProxy(env, new URL(url).hostname), ...clientVariables(url, account) }
}

/** Where clients have a proxy, they must not use it for this server. */
function withoutProxy (env: Environment, host: string): Environment {
  if (!Object.keys(env).some(name => /^(http|all)_proxy$/i.test(name))) return {}
  const hosts = [env['no_proxy'] ?? env['NO_PROXY'] ?? '', host].filter(part => part !== '').join(',')
  return { no_proxy: hosts, NO_PROXY: hosts }
}

/** Every variable that gives a client its server. */
export function clientVariables (url: string, { user, password }: Account): Readonly<Record<string, string>> {
  return {
    // xnatctl reads XNAT_URL; dax, yaxil and xnatpy XNAT_HOST; the others are what people use in scripts of their own
    XNAT_URL: url,
    XNAT_HOST: url,
    XNAT_SERVER: url,
    XNAT_USER: user,
    XNAT_USERNAME: user,
    // the clients say PASS
    XNAT_PASS: password,
    XNAT_PASSWORD: password,
    XNATPY_HOST: url,
    XNATPY_USER: user,
    XNATPY_PASS: password,
    XNATPY_PASSWORD: password
  }
}
