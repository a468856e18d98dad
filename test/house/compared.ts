import { mount } from '../../src/http/address.ts'

/** What no file of src/ may do, and what it may: one comparison a line, to be found by `comparedPaths`. */
export const compared = (url: string): readonly unknown[] => [
  url.startsWith('/_mock/'),
  url === '/app',
  url !== '/data',
  url.startsWith(`/xapi/${url}/`),
  url.slice('/data'.length),
  /\/(?:services\/(?:auth|tokens)|login|JSESSION)(?:\/|$)/i.test(url),
  url.startsWith(mount),
  /^\/(?:xapi|data|REST|fs)(?:\/|$)/.test(url),
  /^\/data\//.test(url),
  url.split('/spaces/'),
  url.replace(/\/REST$/, '')
]

/** Paths that are declared or sent, and texts that only look like them. */
export const notCompared = (url: string): readonly unknown[] => [
  '/_mock/faults',
  `/data/projects/${url}`,
  url.startsWith('/archive/'),
  url === '/',
  /^multipart\/form-data$/.test(url),
  /\/database/.test(url),
  url.startsWith('application/data')
]
