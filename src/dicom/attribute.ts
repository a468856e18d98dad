import { doubleText, parseDouble, parseInteger } from '../model/java-number.ts'
import type { Header } from './header.ts'
import { type Index, at, grouped } from './index-of.ts'

/** Values by field path, as text. */
export type Values = Readonly<Record<string, string>>

/** How fields come from the headers of all files of a series or a study: not at all where these do not agree (ExtAttrDef). */
export type Attribute = (headers: readonly Header[]) => Values

/** Files do not agree on a value, or it is none. */
class NoValue extends Error {}

const none: Values = {}

/** Runs a rule; what has no value leaves its fields alone (SessionBuilder.getValues). */
function attempt (rule: () => Values): Values {
  try {
    return rule()
  } catch (error) {
    if (error instanceof NoValue) return none
    throw error
  }
}

/** The value that every file has that has one. @throws NoValue where there are several. */
function common<Value> (values: readonly (Value | undefined)[]): Value | undefined {
  const [first, ...others] = new Set(values.filter(value => value !== undefined))
  if (others.length > 0) throw new NoValue()
  return first
}

/** XnatAttrDef.Text: once a file has said a value, every other must say the same. */
export const text = (path: string, index: Index): Attribute => headers => attempt(() => {
  let found: string | undefined
  for (const header of headers) {
    const value = header.text(index)
    if (found !== undefined && found !== value) throw new NoValue()
    found = value
  }
  return found === undefined ? none : { [path]: found }
})

/** A rule on values that need only agree where they are given. */
const agreed = (path: string, index: Index, read: (text: string) => string | undefined): Attribute => headers => attempt(() => {
  const value = common(headers.map(header => header.text(index)))
  const read_ = value === undefined ? undefined : read(value)
  return read_ === undefined ? none : { [path]: read_ }
})

/** XnatAttrDef.Real: values agree as numbers. */
export const real = (path: string, index: Index, adjust = (value: number): number => value): Attribute => headers => attempt(() => {
  const value = common(headers.map(header => header.text(index)).map(text => text === undefined ? undefined : adjust(double(text))))
  return value === undefined ? none : { [path]: doubleText(value) }
})

function double (text: string): number {
  const value = parseDouble(text)
  if (value === undefined) throw new NoValue()
  return value
}

/** XnatAttrDef.Date */
export const date = (path: string, index: Index): Attribute => agreed(path, index, text => {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})\.(\d{2})\.(\d{2})$/.exec(text) ?? []
  return year === undefined ? undefined : `${year}-${month}-${day}`
})

/** XnatAttrDef.Time: seconds and no more. */
export const time = (path: string, index: Index): Attribute => agreed(path, index, text => {
  const [, hours, minutes, seconds] = /^(..)(..)(..)/.exec(text.includes(':') ? '' : text) ?? /^(\d\d):(\d\d):(\d\d)/.exec(text) ?? []
  return hours === undefined ? undefined : `${hours}:${minutes}:${seconds}`
})

/** ValueJoiningAttrDef: every value that there is. */
export const joined = (path: string, index: Index): Attribute => headers => {
  const values = new Set(headers.map(header => header.text(index)).filter(value => value !== undefined))
  return values.size === 0 ? none : { [path]: [...values].join(',') }
}

/** TransformingExtAttrDef: a value that some scanners write in their own way. */
export const mapped = (attribute: Attribute, from: string, to: string): Attribute => headers =>
  Object.fromEntries(Object.entries(attribute(headers)).map(([path, value]) => [path, value === from ? to : value]))

/** VoxelResAttribute: from pixel spacing and slice thickness. */
export const voxelRes = (path: string): Attribute => headers => attempt(() => {
  const all = headers.map(header => {
    const [spacing, thickness] = [header.text(grouped('00280030', '00289110')), header.text(grouped('00180050', '00289110'))]
    if (spacing === undefined || thickness === undefined) return undefined
    const [x, y, ...more] = spacing.split('\\')
    if (x === undefined || y === undefined || more.length > 0) throw new NoValue()
    return [x, y, thickness].map(value => doubleText(double(value))).join('\\')
  })
  const [x = '', y = '', z = ''] = common(all)?.split('\\') ?? []
  return x === '' ? none : { [`${path}/x`]: x, [`${path}/y`]: y, [`${path}/z`]: z }
})

/** ImageFOVAttribute: columns and rows. */
export const fieldOfView = (path: string): Attribute => headers => attempt(() => {
  const all = headers.map(header => {
    const [rows, columns] = [header.text(at('00280010', 'US')), header.text(at('00280011', 'US'))]
    if (rows === undefined || columns === undefined) return undefined
    if (parseInteger(rows) === undefined || parseInteger(columns) === undefined) throw new NoValue()
    return `${columns}\\${rows}`
  })
  const [x = '', y = ''] = common(all)?.split('\\') ?? []
  return x === '' ? none : { [`${path}/x`]: x, [`${path}/y`]: y }
})

/** OrientationAttribute: which way the image plane's normal points. */
export const orientation = (path: string): Attribute => headers => attempt(() => {
  const found = common(
    headers.map(header => header.text(grouped('00200037', '00209116'))).map(text => text === undefined ? undefined : planeOf(text))
  )
  return found === undefined ? none : { [path]: found }
})

function planeOf (cosines: string): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f, ...more] = cosines.split('\\').map(double)
  if (f === undefined || more.length > 0) throw new NoValue()
  const isUnit = (...vector: number[]) => Math.abs(1 - vector.reduce((sum, x) => sum + x * x, 0)) <= 0.001
  if (Math.abs(a * d + b * e + c * f) > 0.001 || !isUnit(a, b, c) || !isUnit(d, e, f)) throw new NoValue()
  const [x, y, z] = [Math.abs(b * f - c * e), Math.abs(c * d - a * f), Math.abs(a * e - b * d)]
  if (x > y) return x > z ? 'Sag' : 'Tra'
  return y > z ? 'Cor' : 'Tra'
}

/** What `MultiEcho_TE1` and the like are called by: rows of parameters/addParam. */
export const addParam = 'parameters/addParam'

/** MREchoTimeAttribute: the echo time; several, by echo number, are parameters of their own. */
export const echoTime: Attribute = headers => attempt(() => {
  const times = new Map<number, number>()
  for (const header of headers) {
    const value = header.text(at('00180081'))
    if (value === undefined) continue
    const number = parseInteger(header.text(at('00180086')) ?? '0') ?? 0
    const time = double(value)
    if ((times.get(number) ?? time) !== time) throw new NoValue()
    times.set(number, time)
  }
  if (times.size === 1) return { 'parameters/te': doubleText([...times.values()][0] ?? 0) }
  return Object.fromEntries(
    [...times].sort(([a], [b]) => a - b).map(([number, time]) => [`${addParam}/MultiEcho_TE${number}`, doubleText(time)])
  )
})

/** MagneticFieldStrengthAttribute: in Tesla, whatever the scanner says, to the next half. */
export const fieldStrength: Attribute = real(
  'fieldStrength',
  at('00180087'),
  value => Math.round((value >= 500 ? value / 10000 : value) * 2) / 2
)
