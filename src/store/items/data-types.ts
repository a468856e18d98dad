import type { Cache } from '../sql/freshness.ts'
import type { Statements } from '../sql/statements.ts'

/** What XNAT sets up on a fresh site; investigators are listed with them, though nobody needs a right to read them. */
const fresh: readonly string[] = [
  'xnat:projectData', 'xnat:subjectData', 'xnat:investigatorData',
  'xnat:crSessionData', 'xnat:ctSessionData', 'xnat:mrSessionData', 'xnat:petSessionData', 'xnat:petmrSessionData',
  'xnat:pVisitData', 'xnat:qcAssessmentData', 'xnat:qcManualAssessorData', 'val:protocolData'
]

interface TypeRow {
  readonly xsi_type: string
}

/**
 * The data types that the site has set up (xdat:element_security): experiments of other types are made and read, but rights
 * are given for none of them, so that no list has them.
 */
export class DataTypeStore {
  private readonly add
  private readonly list
  private readonly inUse
  private readonly current: Cache<ReadonlySet<string>>

  constructor (sql: Statements) {
    this.add = sql.insert<[xsiType: string]>('data_type', '(xsi_type) VALUES (?) ON CONFLICT (xsi_type) DO NOTHING')
    this.list = sql.all<[], TypeRow>('SELECT xsi_type FROM data_type ORDER BY xsi_type')
    this.inUse = sql.all<[], TypeRow>('SELECT DISTINCT xsi_type FROM experiment')
    this.current = sql.freshness.cache(['data_type'], () => new Set([...fresh, ...this.list().map(({ xsi_type: name }) => name)]))
  }

  all (): ReadonlySet<string> {
    return this.current.value
  }

  isSetUp (xsiType: string): boolean {
    return this.current.value.has(xsiType)
  }

  /** Whether rights are given for the type itself (ElementSecurity.IsSecureElement). */
  isSecure (xsiType: string): boolean {
    return this.isSetUp(xsiType) && xsiType !== 'xnat:investigatorData'
  }

  setUp (xsiType: string): void {
    if (!this.isSetUp(xsiType)) this.add(xsiType)
  }

  /** Those that a fresh site does not have; undefined where they are those of its experiments, as a seed without a list has them. */
  besidesFresh (): string[] | undefined {
    const own = [...this.all()].filter(name => !fresh.includes(name))
    const used = this.inUse().map(({ xsi_type: name }) => name).filter(name => !fresh.includes(name))
    return used.length === own.length && used.every(name => own.includes(name)) ? undefined : own
  }
}
