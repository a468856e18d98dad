import type { Cell, Table } from '../model/document.ts'
import { doubleText } from '../model/java-number.ts'
import type { Kind } from '../model/types.ts'

/** A cell as Java's toString has it, line breaks and all; null is nothing. */
export function cellText (value: Cell, kind: Kind | undefined): string {
  if (value === null) return ''
  if (typeof value === 'string') return kind === 'time' ? value.slice(0, 8) : value
  return kind === 'float' || kind === 'double' ? doubleText(value) : String(value)
}

/** XFTTable.toJSON: as above, but a time has milliseconds. */
export function jsonCellText (value: Cell, kind: Kind | undefined): string {
  if (kind !== 'time' || typeof value !== 'string') return cellText(value, kind)
  return `${value.slice(0, 8)}.${value.slice(9).padEnd(3, '0').slice(0, 3)}`
}

/** XFTTable.ValueParserNoNewline: a line break is one blank. Only JSON keeps line breaks. */
export const oneLine = (value: Cell, kind: Kind | undefined): string => cellText(value, kind).replace(/\r\n|\r|\n/g, ' ')

/** The texts of a row. */
export const rowTexts = ({ kinds }: Table, row: readonly Cell[]): string[] => row.map((value, index) => oneLine(value, kinds?.[index]))
