import type { Case } from './case.ts'
import { putScanCases } from './put-scan.ts'
import { scanDocumentCases } from './scan-documents.ts'
import { scanItemCases } from './scan-item.ts'
import { scanListCases } from './scan-list.ts'
import { scanPathCases } from './scan-paths.ts'
import { scanValueCases } from './scan-values.ts'

export interface Group {
  readonly title: string
  readonly cases: readonly Case[]
}

/** Every case, in the order of the report. */
export const groups: readonly Group[] = [
  { title: 'Scan lists', cases: scanListCases },
  { title: 'One scan', cases: scanItemCases },
  { title: 'Making and changing scans', cases: putScanCases },
  { title: 'Paths of fields', cases: scanPathCases },
  { title: 'Values of fields', cases: scanValueCases },
  { title: 'Documents', cases: scanDocumentCases }
]
