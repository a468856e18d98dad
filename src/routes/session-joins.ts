import type { Joins } from '../model/columns.ts'
import type { ExperimentRow } from '../store/experiments.ts'
import type { Call } from './resource.ts'

/** Joins scans to their session, its subject and its project, for columns such as xnat:mrSessionData/operator. */
export function sessionJoins ({ store }: Call, session: ExperimentRow): Joins {
  return (scan, element) => {
    if (element.isA('xnat:experimentData')) {
      const item = store.experiments.item(session)
      return item.type.isA(element.xsiType) ? [item] : []
    }
    const subject = element.isA('xnat:subjectData') && session.subject !== null ? store.subjects.byId(session.subject) : undefined
    return subject === undefined ? [] : [store.subjects.item(subject)]
  }
}
