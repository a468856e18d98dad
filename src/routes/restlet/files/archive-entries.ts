import { failures } from '../../../failures/index.ts'
import type { ArchiveEntry } from '../../../model/document.ts'
import type { FilePlace } from './place.ts'
import type { FoundResource } from './found-resources.ts'
import type { ResourceRow } from '../../../store/files/resources.ts'
import { type ListedFile, contentOf } from './file-rows.ts'
import type { Call } from '../resource.ts'

/** What stands for what in the paths of an archive, by name. */
type Names = ReadonlyMap<string, string>

/** The files on the disk, each under the path that it has in the archive (FileList.buildZipRepresentation). */
export function archiveEntries (
  call: Call,
  place: FilePlace,
  catalogs: readonly FoundResource[],
  files: readonly ListedFile[]
): ArchiveEntry[] {
  const { store, mime, query } = call
  const structure = query.get('structure') ?? 'default'
  const [owners, scans] = [
    ownerNames(call, place),
    /^(legacy|simplified)$/i.test(structure) ? new Map<string, string>() : scanNames(call, place)
  ]
  return files.flatMap(file => {
    const stored = store.disk.file(file.path)
    return stored
      ? [{ path: pathIn(file, { structure, owners, scans, catalogs, mime }), content: contentOf(store, stored), modified: stored.modified }]
      : []
  })
}

interface Structure {
  readonly structure: string
  readonly owners: Names
  readonly scans: Names
  readonly catalogs: readonly FoundResource[]
  readonly mime: string
}

function pathIn (file: ListedFile, { structure, owners, scans, catalogs, mime }: Structure): string {
  const wanted = structure.toLowerCase()
  const path = wanted === 'improved' ? improvedPath(file, catalogs, mime) : wanted === 'legacy' ? file.path : file.uri
  if (structure === 'improved') return path
  const relative = relativePath(path, file, owners, scans)
  return structure === 'simplified' ? relative.replaceAll('/resources', '').replaceAll('/files', '') : relative
}

/** RestFileUtils.buildRelativePath */
export function relativePath (
  path: string,
  { found: { row: { key, label } } }: { readonly found: { readonly row: Pick<ResourceRow, 'key' | 'label'> } },
  owners: Names,
  scans: Names
): string {
  let relative = labelledPath(path, { key, label }, owners)
  for (const [id, name] of scans) relative = relative.replaceAll(`/${id}/`, () => `/${name}/`)
  return relative
}

/** RestFileUtils.getRelativePath, replaceResourceLabel */
export function labelledPath (path: string, { key, label }: Pick<ResourceRow, 'key' | 'label'>, owners: Names): string {
  const relative = fromOwner(path, owners)
  return label === null || label === '' ? relative : relative.replaceAll(`/${key}/files/`, () => `/${label}/files/`)
}

/** RestFileUtils.getRelativePath: from the owner's ID on, else from its label on, with the label for every ID. */
function fromOwner (path: string, owners: Names): string {
  const from = [
    ...[...owners.keys()].map(id => startOf(path, id)),
    ...[...owners.values()].map(label => path.indexOf(`/${label}/`) + 1)
  ].find(start => start > 0)
  let relative = from === undefined ? `${[...owners.values()].at(-1) ?? 'null'}${path}` : path.slice(from)
  for (const [id, label] of owners) relative = relative.replaceAll(id, () => label)
  return relative
}

/** Where the step of a path begins that is an ID, or begins or ends with it; 0 where there is none. */
function startOf (path: string, id: string): number {
  const found = [path.indexOf(`/${id}/`), path.indexOf(`/${id}`)].find(at => at !== -1)
  if (found !== undefined) return found + 1
  const inside = path.indexOf(`${id}/`)
  return inside === -1 ? 0 : path.slice(0, inside).lastIndexOf('/') + 1
}

/** FileList.getSessionMaps */
export function ownerNames (call: Call, { project, subject, sessions, experiments }: FilePlace): Names {
  const rows = sessions.length > 0 ? sessions : experiments
  if (rows.length > 0) return new Map(rows.map(({ id, label }) => [id, label ?? id]))
  if (subject) return new Map([[subject.id, subject.label ?? subject.id]])
  return project ? new Map([[project.id, project.id]]) : new Map()
}

/** RestFileUtils.getReMaps: a scan with a type is called after both. */
export function scanNames ({ store }: Call, { scans }: Pick<FilePlace, 'scans'>): Names {
  return new Map(scans.flatMap(scan => {
    const type = store.scans.item(scan).values['type']
    return type === undefined || type === '' ? [] : [[scan.id, `${scan.id}-${String(type).replace(/\W/g, '_')}`] as const]
  }))
}

/** FileList.getImprovedPath; a tar's paths are kept short. */
function improvedPath ({ found: { row }, uri }: ListedFile, catalogs: readonly FoundResource[], mime: string): string {
  const known = catalogs.find(other => other.row.key === row.key)
  const file = uri.slice(uri.lastIndexOf('/files/') + '/files/'.length)
  if (known === undefined) return file
  const { category, ownerId, ownerText } = known
  const type = mime === 'application/zip' && ownerText !== '' ? `_${ownerText.replace(/[/\\:*?"<>|]/g, '_')}` : ''
  const owner = ownerId === null || ownerId === '' ? '' : `${ownerId}${type}/`
  return `${category}/${owner}${row.label === null || row.label === '' ? row.key : row.label}/${file}`
}

/** Where a path is given up that grows and grows: XNAT runs out of memory. */
const longest = 4096

/**
 * StringUtils.replaceEachRepeatedly of commons-lang 3.11: what was put in is replaced again, as often as there are texts to
 * be replaced, and once more.
 */
export function replaceEachRepeatedly (text: string, names: Names): string {
  let replaced = text
  for (let round = 0; round <= names.size; round++) {
    const next = replaceEach(replaced, names)
    if (next === replaced || next.length > longest) return replaced
    replaced = next
  }
  if ([...names.values()].some(name => names.has(name))) {
    throw failures.thrown('Aborting to protect against StackOverflowError - output of one loop is the input of another')
  }
  return replaced
}

/** From the left, each time what comes first; of two that begin at one place, the first of the map. */
function replaceEach (text: string, names: Names): string {
  const keys = [...names.keys()].filter(key => key !== '')
  if (keys.length === 0) return text
  const any = new RegExp(keys.map(key => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
  return text.replace(any, key => names.get(key) ?? key)
}
