/** How a value is written where the file does not say (implicit VR): text unless it is one of the binary kinds. */
export type Vr = 'text' | 'long text' | 'US' | 'UL' | 'FL' | 'FD'

/** Where a value stands in a data set (DicomAttributeIndex): the first of some paths that leads to an element. */
export interface Index {
  readonly vr: Vr
  /** Each a chain of sequences that ends in the element's tag. */
  readonly paths: readonly (readonly string[])[]
  /** Only the first item of each sequence counts; else all do. */
  readonly firstItem?: true
}

/** An element of the data set itself (FixedDicomAttributeIndex). */
export const at = (tag: string, vr: Vr = 'text'): Index => ({ vr, paths: [[`x${tag}`]] })

/** An element of a sequence's first item. */
export const within = (sequence: string, tag: string): Index => ({ vr: 'text', paths: [[`x${sequence}`, `x${tag}`]], firstItem: true })

const [shared, perFrame] = ['x52009229', 'x52009230']

/** An element that enhanced images have in their functional groups (DicomAttributes.chain). */
export const grouped = (tag: string, sequence: string, vr: Vr = 'text'): Index =>
  ({ vr, paths: [[`x${tag}`], [shared, `x${sequence}`, `x${tag}`], [perFrame, `x${sequence}`, `x${tag}`]] })
