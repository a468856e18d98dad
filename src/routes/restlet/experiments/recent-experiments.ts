import { type Table, table } from '../../../model/document.ts'
import { timestampText } from '../../../model/java-date.ts'
import type { ListedExperiment } from '../../../store/items/experiments.ts'
import { sorted } from '../lists/sorting.ts'
import type { Call } from '../resource.ts'

const columns = [
  'id', 'label', 'project', 'date', 'status', 'workflow_status', 'element_name', 'type_desc', 'insert_date', 'activation_date',
  'last_modified', 'workflow_date', 'pipeline_name', 'action_date', 'scanner'
]

const day = 86_400_000

/** `?recent=`: image sessions that something happened to lately, the latest first (get_experiment_list in init_experiment_lists.sql). */
export function recentExperiments (call: Call): Table {
  const { store, viewer, query, now } = call
  const [requested, most] = [numberOf(query.get('recent')), numberOf(query.get('limit'))]
  // XNAT hands its own numbers on only where both differ from the defaults
  const [days, limit] = requested !== 60 && most !== 60 ? [requested, most] : [60, 60]
  const since = now() - days * day
  const rows = store.experiments.readable(viewer)
    .filter(row => row.modified > since && row.status !== 'obsolete' && store.experiments.type(row).isA('xnat:imageSessionData'))
    .sort((a, b) => b.modified - a.modified)
    .slice(0, limit)
    .map(row => rowOf(call, row))
  return table(columns, sorted(call, columns, rows), { title: 'Recent Experiments' })
}

/** NumberUtils.toInt */
function numberOf (text: string | undefined): number {
  return text !== undefined && /^[+-]?\d{1,9}$/.test(text) ? Number(text) : 60
}

function rowOf ({ store }: Call, row: ListedExperiment): (string | null)[] {
  const { values, type } = store.experiments.item(row)
  const { singular, code } = type.entry.display ?? {}
  const [inserted, modified] = [timestampText(row.inserted), timestampText(row.modified)]
  const action = `${row.inserted === row.modified ? 'Added' : 'Modified'} ${singular ?? type.xsiType}`
  const scanner = values['scanner'] === undefined ? null : String(values['scanner'])
  return [
    row.id,
    row.label,
    row.project,
    values['date'] === undefined ? null : String(values['date']),
    row.status,
    'Complete',
    type.xsiType,
    code ?? singular ?? type.xsiType,
    inserted,
    inserted,
    modified,
    modified,
    action,
    modified,
    scanner
  ]
}
