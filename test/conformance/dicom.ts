import { deflateRawSync } from 'node:zlib'

/** A data set: values by tag, sequences as lists of data sets. */
export interface DataSet {
  readonly [tag: string]: string | number | readonly number[] | Buffer | readonly DataSet[]
}

export type Syntax = 'explicit' | 'implicit' | 'big' | 'deflated'

const uids: Readonly<Record<Syntax, string>> = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  big: '1.2.840.10008.1.2.2',
  deflated: '1.2.840.10008.1.2.1.99'
}

/** Value representations of the tags in use that are no plain text. */
const representations: Readonly<Record<string, string>> = {
  '00080005': 'CS',
  '00080016': 'UI',
  '00080018': 'UI',
  '0020000d': 'UI',
  '0020000e': 'UI',
  '00080020': 'DA',
  '00080021': 'DA',
  '00080030': 'TM',
  '00080031': 'TM',
  '00080060': 'CS',
  '00100010': 'PN',
  '00100030': 'DA',
  '00104000': 'LT',
  '00324000': 'LT',
  '00082111': 'ST',
  '00280002': 'US',
  '00280004': 'CS',
  '00280006': 'US',
  '00280008': 'IS',
  '00280010': 'US',
  '00280011': 'US',
  '00280100': 'US',
  '00280101': 'US',
  '00280102': 'US',
  '00280103': 'US',
  '00281050': 'DS',
  '00281051': 'DS',
  '00281052': 'DS',
  '00281053': 'DS',
  '00281101': 'US',
  '00281102': 'US',
  '00281103': 'US',
  '00281201': 'OW',
  '00281202': 'OW',
  '00281203': 'OW',
  '00200011': 'IS',
  '00200013': 'IS',
  '00189087': 'FD',
  '00189306': 'FD',
  '00189345': 'FD',
  '7fe00010': 'OW'
}
const long = new Set(['OB', 'OW', 'SQ', 'UN', 'UT'])

/** Writes a DICOM file. `preamble: false` leaves out all that stands before the data set. */
export function dicom (data: DataSet, { syntax = 'explicit', preamble = true }: { syntax?: Syntax, preamble?: boolean } = {}): Buffer {
  const body = dataSet(data, syntax)
  if (!preamble) return body
  const meta = dataSet(
    { '00020001': Buffer.from([0, 1]), '00020002': data['00080016'] ?? '', '00020003': data['00080018'] ?? '', '00020010': uids[syntax] },
    'explicit'
  )
  const length = element('00020000', 'UL', Buffer.from(new Uint32Array([meta.length]).buffer), 'explicit')
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), length, meta, syntax === 'deflated' ? deflateRawSync(body) : body])
}

function dataSet (data: DataSet, syntax: Syntax): Buffer {
  return Buffer.concat(Object.entries(data).sort(([a], [b]) => a < b ? -1 : 1).map(([tag, value]) => {
    const vr = vrOf(tag, value)
    return element(tag, vr, bytesOf(vr, value, syntax), syntax)
  }))
}

function vrOf (tag: string, value: DataSet[string]): string {
  if (Array.isArray(value) && typeof value[0] === 'object') return 'SQ'
  if (tag.startsWith('0002')) return Buffer.isBuffer(value) ? 'OB' : 'UI'
  return representations[tag] ?? 'LO'
}

function bytesOf (vr: string, value: DataSet[string] | undefined, syntax: Syntax): Buffer {
  if (Buffer.isBuffer(value)) return value
  if (vr === 'SQ') return Buffer.concat((value as readonly DataSet[]).map(item => itemOf(dataSet(item, syntax), syntax)))
  if (vr === 'US' || vr === 'FD') return Buffer.concat([value].flat().map(number => numberOf(vr, Number(number), syntax)))
  const text = Buffer.from([value].flat().join('\\'), 'utf8')
  return text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from(vr === 'UI' ? '\0' : ' ')])
}

function numberOf (vr: 'US' | 'FD', value: number, syntax: Syntax): Buffer {
  const bytes = Buffer.alloc(vr === 'US' ? 2 : 8)
  if (vr === 'US') bytes.writeUInt16LE(value)
  else bytes.writeDoubleLE(value)
  return syntax === 'big' ? bytes.reverse() : bytes
}

function itemOf (bytes: Buffer, syntax: Syntax): Buffer {
  return Buffer.concat([tagOf('fffee000', syntax), uint(4, bytes.length, syntax), bytes])
}

function element (tag: string, vr: string, bytes: Buffer, syntax: Syntax): Buffer {
  if (syntax === 'implicit') return Buffer.concat([tagOf(tag, syntax), uint(4, bytes.length, syntax), bytes])
  const length = long.has(vr) ? [Buffer.alloc(2), uint(4, bytes.length, syntax)] : [uint(2, bytes.length, syntax)]
  return Buffer.concat([tagOf(tag, syntax), Buffer.from(vr), ...length, bytes])
}

const tagOf = (tag: string, syntax: Syntax): Buffer =>
  Buffer.concat([uint(2, Number.parseInt(tag.slice(0, 4), 16), syntax), uint(2, Number.parseInt(tag.slice(4), 16), syntax)])

function uint (width: 2 | 4, value: number, syntax: Syntax): Buffer {
  const bytes = Buffer.alloc(width)
  bytes.writeUIntLE(value, 0, width)
  return syntax === 'big' ? bytes.reverse() : bytes
}

const storage = '1.2.840.10008.5.1.4.1.1'

/** SOP classes by what they hold. */
export const classes = {
  MR: `${storage}.4`,
  enhancedMR: `${storage}.4.1`,
  CT: `${storage}.2`,
  PT: `${storage}.128`,
  US: `${storage}.6.1`,
  CR: `${storage}.1`,
  SC: `${storage}.7`,
  SR: `${storage}.88.11`,
  RTSTRUCT: `${storage}.481.3`,
  XA: `${storage}.12.1`,
  OPT: `${storage}.77.1.5.4`,
  ECG: `${storage}.9.1.1`
} as const

/** One image of a series of a study, with whatever else is to stand in its header; an empty text takes an element out. */
export function image (study: string, series: number, instance: number, more: DataSet = {}): DataSet {
  const data: DataSet = {
    '00080016': classes.MR,
    '00080018': `${study}.${series}.${instance}`,
    '00080020': '20061214',
    '00080030': '091206.234000',
    '00080060': 'MR',
    '00100010': 'Sample Patient',
    '00100020': 'Sample ID',
    '0020000d': study,
    '0020000e': `${study}.${series}`,
    '00200011': String(series),
    '00200013': String(instance),
    '00280010': 2,
    '00280011': 2,
    '7fe00010': Buffer.alloc(8, instance),
    ...more
  }
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== ''))
}

let studies = 0

/** A study's UID that nothing else has. */
export const newStudy = (): string => `2.25.${Date.now()}${studies++}`
