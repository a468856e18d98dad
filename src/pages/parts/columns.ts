import { html } from '../../serializers/markup.ts'
import { type Row, pathOf } from './site.ts'
import { type Column, field } from './table.ts'

/** Columns that several pages' tables have; `base` is what links begin with. */
export const projectColumn = (base: string): Column =>
  field('project', 'Project', base, row => pathOf('app', 'projects', row['project'] ?? ''))

export const subjectColumns = (base: string): readonly Column[] => [
  field('label', 'Label', base, row => pathOf('app', 'subjects', row['ID'] ?? '')),
  field('ID', 'ID'),
  field('gender', 'Gender'),
  field('group', 'Group'),
  field('insert_user', 'Added by'),
  field('insert_date', 'Added')
]

/** What `subjectColumns` needs of the API. */
export const subjectFields = 'ID,label,project,gender,group,insert_user,insert_date'

export const experimentColumns = (base: string): readonly Column[] => [
  field('label', 'Label', base, row => pathOf('app', 'experiments', row['ID'] ?? '')),
  field('ID', 'ID'),
  field('xsiType', 'Type'),
  field('date', 'Date'),
  field('insert_date', 'Added')
]

export const resourceColumns: readonly Column[] = [
  field('label', 'Label'),
  field('format', 'Format'),
  field('content', 'Content'),
  { name: 'Files', numeric: true, value: row => row['file_count'] ?? '' },
  { name: 'Bytes', numeric: true, value: row => row['file_size'] ?? '' }
]

/** @param base before the file's own URI, which is the API's. */
export const fileColumns = (base: string): readonly Column[] => [
  { name: 'Name', value: ({ Name = '' }: Row) => Name, cell: ({ Name, URI }) => html`<a href="${base}${URI}">${Name}</a>` },
  field('collection', 'Resource'),
  { name: 'Bytes', numeric: true, value: ({ Size = '' }: Row) => Size },
  field('file_format', 'Format'),
  field('file_content', 'Content'),
  field('file_tags', 'Tags')
]
