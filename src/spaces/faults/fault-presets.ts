import type { FaultRule, PresetName } from './fault-rule.ts'

interface Preset {
  /** What happens, in a line. */
  readonly summary: string
  readonly rule: FaultRule
}

const writes = ['PUT', 'POST']

/** What happens to real servers. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  'nginx-502': { summary: 'the proxy before XNAT cannot reach it', rule: { answer: { status: 502, page: 'nginx' } } },
  'nginx-504': { summary: 'the proxy before XNAT has waited long enough', rule: { answer: { status: 504, page: 'nginx' } } },
  'tomcat-starting': { summary: 'XNAT is not up yet: three times 503, then all is fine', rule: { times: 3, answer: { status: 503, page: 'container', headers: { 'retry-after': '1' } } } },
  'session-expired': { summary: 'the session of the next request has timed out', rule: { times: 1, session: 'expire' } },
  'login-page-with-200': { summary: 'the form to log in, with status 200, as after a redirect that a client has followed', rule: { answer: { status: 200, page: 'login' } } },
  hang: { summary: 'the next request is never answered', rule: { times: 1, connection: 'hang' } },
  slow: { summary: 'each answer takes its time', rule: { delay: { median: 800, sigma: 0.6 } } },
  'slow-list': { summary: 'lists take two to five seconds', rule: { match: { method: 'GET', path: '/{data,REST}/**/{projects,subjects,experiments,scans,resources,files}' }, delay: { min: 2000, max: 5000 } } },
  'truncated-csv': { summary: 'the connection ends in the middle of a table', rule: { match: { method: 'GET', query: { format: 'csv' } }, truncate: { part: 0.5 } } },
  'truncated-download': { summary: 'the connection ends in the middle of a file', rule: { match: { method: 'GET', path: '/{data,REST}/**/files/**' }, truncate: { part: 0.5 } } },
  'stalled-download': { summary: 'in the middle of a file nothing more comes', rule: { match: { method: 'GET', path: '/{data,REST}/**/files/**' }, stall: { part: 0.5 } } },
  'disk-full': { summary: 'the archive\'s disk takes no more', rule: { match: { method: writes }, answer: { status: 500, message: 'No space left on device' } } },
  'npe-500': { summary: 'XNAT meets a null pointer', rule: { answer: { status: 500 } } },
  'connection-reset': { summary: 'the connection ends before anything is done', rule: { times: 1, connection: 'cut' } },
  'lost-answer': { summary: 'what was requested is done, but the answer is lost', rule: { times: 1, match: { method: [...writes, 'DELETE'] }, connection: 'cut-after' } }
}
