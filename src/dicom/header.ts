import type { DataSet, Element } from 'dicom-parser'
import { doubleText, parseFloat32 } from '../model/java-number.ts'
import { entryOf } from './dictionary.ts'
import { type Index, at } from './index-of.ts'

/** Specific Character Set (0008,0005), as TextDecoder has them. */
const charsets: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'latin1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 87': 'iso-2022-jp',
  'ISO_IR 149': 'euc-kr',
  'ISO_IR 58': 'gb18030',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk'
}

interface Number { readonly width: number, readonly text: (data: DataSet, tag: string, index: number) => string }

const whole = (read: 'uint16' | 'int16' | 'uint32' | 'int32', width: number): Number => ({
  width,
  text: (data, tag, index) => String(data[read](tag, index) ?? '')
})

const numbers: Readonly<Record<string, Number>> = {
  US: whole('uint16', 2),
  SS: whole('int16', 2),
  UL: whole('uint32', 4),
  SL: whole('int32', 4),
  FL: { width: 4, text: (data, tag, index) => doubleText(parseFloat32(String(data.float(tag, index) ?? NaN)) ?? NaN) },
  FD: { width: 8, text: (data, tag, index) => doubleText(data.double(tag, index) ?? NaN) }
}

const longTexts: ReadonlySet<string> = new Set(['LT', 'ST', 'UT', 'long text'])

/** An element as it is shown to people. */
export interface Shown {
  /** Eight capital hexadecimal digits. */
  readonly tag: string
  readonly vr: string
  readonly text: string
  /** Of a sequence: the elements of each item. */
  readonly items?: readonly (readonly Shown[])[]
}

/** What a DICOM file says before its pixels. */
export class Header {
  private readonly data: DataSet
  private readonly decoder: TextDecoder

  constructor (data: DataSet) {
    this.data = data
    // with code extensions the last set is the one that the first cannot write
    const named = (data.string('x00080005') ?? '').split('\\').map(name => charsets[name.trim().replace(/^ISO 2022 IR /, 'ISO_IR ')])
    this.decoder = new TextDecoder(named.findLast(name => name !== undefined) ?? 'latin1')
  }

  /** A value's text, several joined by a backslash; undefined where there is none. */
  text ({ paths, vr, firstItem }: Index): string | undefined {
    for (const path of paths) {
      const found = [...new Set(elements(this.data, path, firstItem === true).map(([data, element]) => this.textOf(data, element, vr)))]
      if (found.length > 0) return found.filter(text => text !== '').join('\\') || undefined
    }
    return undefined
  }

  /** The same of an element of the data set itself. */
  value (tag: string): string | undefined {
    return this.text(at(tag))
  }

  /** Every element in its order, but for the lengths of groups. */
  shown (data = this.data): Shown[] {
    return Object.values(data.elements).filter(({ tag }) => !tag.endsWith('0000')).map(element => {
      const tag = element.tag.slice(1).toUpperCase()
      const vr = element.vr ?? (element.items ? 'SQ' : entryOf(tag)?.vr ?? 'UN')
      if (vr === 'SQ' || element.items) {
        return { tag, vr, text: '', items: (element.items ?? []).flatMap(({ dataSet }) => dataSet ? [this.shown(dataSet)] : []) }
      }
      return { tag, vr, text: bytes.has(vr) ? hexadecimal(data, element) : this.textOf(data, element, vr) }
    })
  }

  private textOf (data: DataSet, element: Element, otherwise: string): string {
    const vr = element.vr === undefined || element.vr === 'UN' ? otherwise : element.vr
    const number = numbers[vr]
    if (number) {
      return Array.from({ length: Math.floor(element.length / number.width) }, (_, index) => number.text(data, element.tag, index)).join(
        '\\'
      )
    }
    const text = this.decoder.decode(data.byteArray.subarray(element.dataOffset, element.dataOffset + element.length))
    return longTexts.has(vr) ? printable(text).trimEnd() : text.split('\\').map(value => printable(value).trim()).join('\\')
  }
}

const bytes: ReadonlySet<string> = new Set(['OB', 'OW', 'OF', 'UN'])

/** The first bytes of a value that is no text. */
const hexadecimal = ({ byteArray }: DataSet, { dataOffset, length }: Element): string =>
  Array.from(byteArray.subarray(dataOffset, dataOffset + Math.min(length, 85)), byte =>
    byte.toString(16).toUpperCase().padStart(2, '0')
  ).join('\\')

/** Without what no XML document holds: the session's goes through one. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const printable = (text: string): string => text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '')

/** Every element that a path leads to, with the data set that holds it. */
function elements (data: DataSet, [tag = '', ...rest]: readonly string[], firstItem: boolean): [DataSet, Element][] {
  const element = data.elements[tag]
  if (element === undefined) return []
  if (rest.length === 0) return [[data, element]]
  const items = firstItem ? element.items?.slice(0, 1) : element.items
  return items?.flatMap(({ dataSet }) => dataSet === undefined ? [] : elements(dataSet, rest, firstItem)) ?? []
}
