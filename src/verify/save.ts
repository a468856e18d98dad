import { comparedHeaders, textOf, type WireAnswer } from '../recorded/compare.ts'
import { mask } from '../recorded/mask.ts'
import type { Outcome } from '../recorded/replay.ts'
import type { RecordedAnswer, Scenario, Step } from '../recorded/scenario.ts'
import type { Replayed, Result } from './result.ts'
import { Pseudonyms } from './pseudonyms.ts'

/**
 * The differing scenarios in the form of recordings, with the answers of the site: `verify --recordings` replays them.
 * What tells of the site is replaced: its address, user names, sessions, tokens, keys, dates; and in answers about more than
 * the scenario's own projects, each word that no recording has.
 * @param all every recording, for the words that are known. @param user the login of the run.
 */
export function savedAnswers (result: Result, all: Iterable<Scenario>, user: string): string {
  const pseudonyms = new Pseudonyms(result.url, user, result.differing.length === 0 ? [] : all)
  const scenarios = result.differing.map(replayed => [replayed.recording.id, saved(replayed, result.version, pseudonyms)] as const)
  const recordings = Object.fromEntries(scenarios)
  return `${JSON.stringify({ xnat: result.version, recordings }, undefined, 1)}\n`
}

function saved ({ recording: { scenario }, outcomes }: Replayed, version: string, pseudonyms: Pseudonyms): Scenario {
  return { ...scenario, source: `XNAT ${version}`, steps: outcomes.map(outcome => savedStep(outcome, pseudonyms)) }
}

function savedStep ({ step, answer, known: { names, base } }: Outcome, pseudonyms: Pseudonyms): Step {
  if (answer === undefined) return step
  return { ...step, answer: savedAnswer(answer, text => pseudonyms.replace(mask(text, names, base), step)) }
}

function savedAnswer ({ status, headers, bytes }: WireAnswer, written: (text: string) => string): RecordedAnswer {
  const shown = comparedHeaders.flatMap(name => headers[name] === undefined ? [] : [[name, written(headers[name])]])
  const text = textOf(bytes)
  const body = text === undefined ? { bytes: bytes.length } : { body: written(text) }
  return { status, headers: Object.fromEntries(shown) as Record<string, string>, ...body }
}
