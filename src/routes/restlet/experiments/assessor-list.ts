import { assessorShortcuts } from '../../../model/catalogue/shortcuts.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { statusQuery } from '../items/owned-status.ts'
import { relationsIn } from '../items/relations.ts'
import { unformatted } from '../lists/empty-list.ts'
import { type Found, type Listing, listed, listing, shortcutTable } from '../lists/listing.ts'
import { orNoTable } from '../lists/no-table.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { addAssessor } from './add-assessor.ts'
import { assessed, derivedQuery } from './assessed.ts'

const assessors: Listing = {
  root: 'xnat:imageAssessorData',
  columns: root => [
    'ID', 'project', 'label', 'date', 'xsiType', 'insert_date',
    ...root.isA('xnat:imageAssessorData') ? ['session_ID', 'session_label'] : []
  ],
  shortcuts: new FieldMapping(assessorShortcuts, true),
  uri: '/data/experiments/'
}

/** ProjSubExptAsstList: the assessors of an experiment. */
export const assessorList: Resource<ExperimentRow> = {
  tag: 'assessors',
  urls: ['/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/assessors', '/experiments/{ASSESSED_ID}/assessors'],
  archive: true,
  offers: standardOffers,
  find: assessed,
  get: {
    id: 'listAssessors',
    summary: 'List the assessors of an experiment',
    query: derivedQuery,
    responses: { 200: 'A table of assessors', 404: 'No such project, subject or experiment' },
    handle: (call, session) =>
      shortcutTable(call, assessors) ?? orNoTable(call, () => listed(call, unformatted(assessorsOf(call, session))))
  },
  post: {
    id: 'addAssessor',
    summary: 'Make an assessor',
    description: 'Fields come from the query, an XML body or a form body. Without a label it has none. Location has its address.',
    query: {
      xsiType: 'type of the assessor, unless a path or the body names it',
      label: 'its label',
      project: 'the project that owns it, where the address names none',
      date: 'a short name or field path for any field',
      ...statusQuery,
      event_reason: 'reason for the change'
    },
    responses: {
      200: 'Made; its address',
      400: 'Values that do not fit',
      403: 'No right to',
      404: 'No such project, subject or experiment',
      409: 'A label or an ID that another has',
      417: 'No type and no body, or an ID with other characters than letters, digits, _ and -',
      422: 'No project, or not an assessor, or XML that cannot be read'
    },
    handle: addAssessor
  }
}

/**
 * The session's own condition takes the place of the request's, and pages are not heeded. A list of another type has what the
 * assessors are joined with: their session.
 */
function assessorsOf (call: Call, session: ExperimentRow): Found {
  const { store, viewer } = call
  const rows = store.experiments.readable(viewer).filter(row => row.session === session.id)
  const joined = rows.length === 0 || rows.some(row => store.experiments.type(row).isA(rootOf(call))) ? rows : [session]
  return listing(call, assessors, joined.map(store.experiments.item), relationsIn(store), { criteria: false, pages: false })
}

const rootOf = ({ catalogue, query }: Call): string => catalogue.find(query.get('xsiType') ?? '')?.xsiType ?? assessors.root
