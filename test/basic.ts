/** The header that logs in whoever's password is the login. */
export const basic = (login: string): string => `Basic ${Buffer.from(`${login}:${login}`).toString('base64')}`
