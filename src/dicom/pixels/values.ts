import type { DataSet } from 'dicom-parser'

/** Every number of an element of 16-bit words. */
export function valuesAt (data: DataSet, tag: string): number[] {
  const length = data.elements[tag]?.length ?? 0
  return Array.from({ length: length >> 1 }, (_, index) => data.uint16(tag, index) ?? 0)
}

/** Every number of an element of decimal text that is one. */
export function decimalsAt (data: DataSet, tag: string): number[] {
  const text = data.string(tag)
  return text === undefined ? [] : text.split('\\').map(each => Math.fround(Number.parseFloat(each))).filter(Number.isFinite)
}

/** An item of a sequence. */
export const itemAt = (data: DataSet | undefined, sequence: string, index = 0): DataSet | undefined =>
  data?.elements[sequence]?.items?.[index]?.dataSet

const [shared, perFrame] = ['x52009229', 'x52009230'] as const

/**
 * Where a frame's values of one kind are: in its own functional group, in that of all frames, or in the data set
 * itself (selectFctGroup).
 */
export function groupOf (data: DataSet, frame: number, sequence: string): DataSet {
  const own = itemAt(data, perFrame, frame)
  if (own === undefined) return data
  return itemAt(own, sequence) ?? itemAt(itemAt(data, shared), sequence) ?? data
}
