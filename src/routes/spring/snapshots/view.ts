import { failures } from '../../../failures/index.ts'

/** One of the two kinds of pictures of a scan, in a grid. */
export interface View {
  readonly kind: 'snapshot' | 'thumbnail'
  readonly rows: number
  readonly columns: number
}

/** The largest int of Java. */
const largest = 2 ** 31 - 1

/** SnapshotGenerationApi.GridviewDimensions: `3X2` has three columns; what is no grid is one picture. @throws requestFailed */
export function viewOf (kind: View['kind'], grid: string | undefined): View {
  const [, x, y] = /^\s*(\d+)\s*X\s*(\d+)\s*$/.exec(grid ?? '') ?? []
  if (x === undefined || y === undefined) return { kind, rows: 1, columns: 1 }
  for (const number of [x, y]) if (Number(number) > largest) throw failures.requestFailed(`For input string: "${number}"`)
  return { kind, rows: Number(y), columns: Number(x) }
}

const isOne = ({ rows, columns }: View): boolean => rows === 1 && columns === 1

/** What the entry of the picture says of its content (SnapshotResourceGenerator.getContentName). */
export function contentOf (view: View): string {
  const { kind, rows, columns } = view
  if (isOne(view)) return kind === 'snapshot' ? 'ORIGINAL' : 'THUMBNAIL'
  return `${columns}X${rows}${kind === 'snapshot' ? '' : '_THUMBNAIL'}`
}

/** What the picture's file is called (getSnapshotResourceName, getThumbnailResourceName). */
export const fileNameOf = (session: string, scan: string, view: View): string =>
  `${session}_${scan}${isOne(view) ? '' : `_${view.columns}x${view.rows}`}_qc${view.kind === 'snapshot' ? '' : '_t'}.gif`
