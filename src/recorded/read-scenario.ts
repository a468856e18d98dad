import { Errors } from 'typebox/value'
import { ExpectedError } from '../process/expected-error.ts'
import { namesIn, projectNames } from './names.ts'
import { type Scenario, type Step, scenarioSchema } from './scenario.ts'

/** A recording that cannot be replayed: which file, where in it, and why, in one line. */
export class BrokenRecording extends ExpectedError {
  override readonly exitCode = 2

  constructor (file: string, where: string, why: string) {
    super(`${file}: ${where === '' ? '' : `${where}: `}${why}`)
  }
}

/** @param file for messages. @throws BrokenRecording */
export function readScenario (text: string, file: string): Scenario {
  return checkedScenario(parsed(text, file), file)
}

/** @param value of JSON. @param file for messages. @throws BrokenRecording */
export function checkedScenario (value: unknown, file: string): Scenario {
  const [error] = Errors(scenarioSchema, value)
  if (error) throw new BrokenRecording(file, placeOf(error.instancePath), wordsFor(error))
  const scenario = value as Scenario
  const known = new Set<string>(projectNames)
  for (const [index, step] of scenario.steps.entries()) {
    const why = faultOf(step, known)
    if (why !== undefined) throw new BrokenRecording(file, `step ${index + 1}`, why)
  }
  return scenario
}

/** @throws BrokenRecording */
export function parsed (text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BrokenRecording(file, '', `not JSON: ${(error as Error).message.replaceAll(/\s+/g, ' ')}`)
  }
}

/** /steps/3/method as `step 4: method`. */
function placeOf (pointer: string): string {
  const place = pointer.replace(/^\/steps\/(\d+)/, (_, index: string) => `step ${Number(index) + 1}`)
  return place.replace(/^\//, '').replaceAll('/', ': ')
}

function wordsFor ({ keyword, params, message }: ReturnType<typeof Errors>[number]): string {
  if (keyword === 'required') return `there is no ${(params as { requiredProperties: string[] }).requiredProperties.join(', ')}`
  return keyword === 'boolean' ? 'is not known' : message
}

/** What a schema does not say. @param known names that may be used; those that the step captures are added. */
function faultOf (step: Step, known: Set<string>): string | undefined {
  const bodies = (['body', 'base64', 'file', 'form'] as const).filter(kind => step[kind] !== undefined)
  if (bodies.length > 1) return `there is more than one body: ${bodies.join(', ')}`
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(step.method)) return `method: no HTTP method can be called '${step.method}'`
  if (!/^[/{]/.test(step.path)) return 'path: must begin with a slash or with a captured path'
  for (const [place, text] of textsOf(step)) {
    const why = unknownName(text, known)
    if (why !== undefined) return `${place}: ${why}`
  }
  return captureFault(step.capture ?? {}, known)
}

/** The texts into which names are put, with their places. */
function textsOf ({ path, headers = {}, body = '', form = {} }: Step): [string, string][] {
  const texts: [string, string][] = [['path', path], ['body', body]]
  for (const [name, value] of Object.entries(headers)) texts.push([`headers: ${name}`, value])
  for (const [name, field] of Object.entries(form)) texts.push([`form: ${name}`, typeof field === 'string' ? field : field.text ?? ''])
  return texts
}

function unknownName (text: string, known: ReadonlySet<string>): string | undefined {
  const unknown = namesIn(text).find(name => !known.has(name))
  return unknown === undefined ? undefined : `no earlier step captures {${unknown}}`
}

function captureFault (patterns: Readonly<Record<string, string>>, known: Set<string>): string | undefined {
  for (const [name, pattern] of Object.entries(patterns)) {
    const why = nameFault(name) ?? patternFault(pattern) ?? unknownName(pattern, known)
    if (why !== undefined) return `capture: ${name}: ${why}`
    known.add(name)
  }
  return undefined
}

const nameFault = (name: string): string | undefined => /^[A-Za-z]\w*$/.test(name) ? undefined : 'a name has letters, digits and _ only'

function patternFault (pattern: string): string | undefined {
  try {
    // an alternative that is empty matches anything, and shows how many groups there are
    const groups = (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1
    return groups === 1 ? undefined : `needs one group, has ${groups}`
  } catch (error) {
    return (error as Error).message
  }
}
