import type { Test } from 'tap'
import type { Answer } from './client.ts'
import { type Xnat, defaults, statusPage } from './xnat.ts'

/** The versions of XNAT that the cases ran against. */
export type RunningVersion = '1.8.11'

/** One fact about XNAT, and how it shows over HTTP. */
export interface Case {
  /** The fact, as a sentence. */
  readonly fact: string
  /** XNAT's class and method, which explain the fact. */
  readonly source: string
  /** The version of a running XNAT on which the case held, or whose recorded answer shows the fact; without it, the fact was read only. */
  readonly seen?: RunningVersion | undefined
  /** Needs the users owner, member, collaborator and stranger, each with its name as password. */
  readonly roles?: true
  readonly run: (t: Test, xnat: Xnat) => Promise<void>
}

/** Checks an answer's status and whole body. */
export function answers (t: Test, answer: Pick<Answer, 'status' | 'body'>, status: number, body: string): void {
  t.equal(answer.status, status)
  t.equal(answer.body, body)
}

/** Checks for Restlet's page with XNAT's words, or with Restlet's own where there are none. */
export function refuses (t: Test, answer: Answer, status: number, text?: string): void {
  answers(t, answer, status, statusPage(status, text ?? defaults[status as keyof typeof defaults]))
  t.equal(answer.headers['content-type'], 'text/html;charset=ISO-8859-1')
}

/** Checks for the servlet container's own page, whose exact bytes depend on its version. */
export function refusedByContainer (t: Test, answer: Answer, status: number): void {
  t.equal(answer.status, status)
  t.match(answer.body, new RegExp(`HTTP Status ${status}`))
  t.match(answer.headers['content-type'], /^text\/html;\s?charset=utf-8$/i)
  t.equal(answer.headers['content-language'], 'en')
}

/** Checks for a refusal of the filters before any servlet: what Restlet sets is not there. */
export function refusedByFilters (t: Test, answer: Answer, status: number): void {
  refusedByContainer(t, answer, status)
  t.match(answer.headers, { 'content-language': 'en', 'x-frame-options': 'SAMEORIGIN' })
  t.same([answer.headers['server'], answer.headers['accept-ranges'], answer.headers['vary']], [undefined, undefined, undefined])
}

/** Checks for XNAT's own page of an error, which no two sites have alike. @param framed whether the filters had set their headers. */
export function refusedByXnat (t: Test, answer: Answer, status: number, framed: boolean): void {
  t.equal(answer.status, status)
  t.match(answer.body, /^<!DOCTYPE html>\r\n/)
  t.match(answer.headers, {
    'content-type': 'text/html;charset=ISO-8859-1',
    'cache-control': 'no-store, no-cache, must-revalidate, max-age=0, post-check=0, pre-check=0'
  })
  t.equal(answer.headers['x-frame-options'], framed ? 'SAMEORIGIN' : undefined)
  t.same([answer.headers['server'], answer.headers['accept-ranges']], [undefined, undefined])
}

/** Checks for XNAT's usual word of success: nothing. */
export function saves (t: Test, answer: Answer): void {
  answers(t, answer, 200, '')
  t.equal(answer.headers['content-length'], '0')
  t.equal(answer.headers['content-type'], undefined)
}
