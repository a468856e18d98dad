import Type from 'typebox'
import { bodyText, readBody } from '../entity/body.ts'
import { plant } from '../seeds/plant/plant.ts'
import { exportArchive } from '../seeds/export/export.ts'
import { readSeed } from '../seeds/read/index.ts'
import { type Problem, pathText } from '../seeds/read/located.ts'
import { ExportFailed } from '../seeds/write/failed.ts'
import { writeJson } from '../seeds/write/json.ts'
import { writeYaml } from '../seeds/write/yaml.ts'
import { type ControlCall, operation } from './operation.ts'
import { Refusal } from '../failures/refusal.ts'

/** The longest seed that is taken, in bytes. */
const bodyLimit = 256 * 1024 * 1024

/** The largest file that stands in an export, in bytes. */
const inline = 16 * 1024 * 1024

const formats = ['yaml', 'json'] as const

export const seedOperations = [
  operation({
    id: 'putSeed',
    summary: 'Give the space a seed of its own: it holds that from now on, and goes back to it with a reset',
    description:
      "The body is a seed in YAML or JSON, or a document of XNAT's in XML. It may not name files. Where anything is wrong with it, " +
      'all errors are reported, and nothing changes.',
    method: 'PUT',
    url: '/seed',
    result: Type.Object({ projects: Type.Integer({ description: 'that are there now' }) }),
    responses: { 200: 'Planted', 400: 'What is wrong with it, each problem with line, column and path' },
    run: putSeed
  }),
  operation({
    id: 'deleteSeed',
    summary: 'Give the space the server\'s seed again, from the next reset on',
    method: 'DELETE',
    url: '/seed',
    result: Type.Object({}),
    responses: { 200: 'Done' },
    run: ({ space }) => {
      space.ownSeed = undefined
      return {}
    }
  }),
  operation({
    id: 'exportSpace',
    summary: 'What the space holds, as a seed from which the same comes back',
    method: 'GET',
    url: '/export',
    query: { format: 'yaml or json' },
    result: Type.String(),
    mime: 'application/yaml',
    responses: { 200: 'The seed, with its files in it', 400: 'Another format', 413: 'A file that is too large to stand in it' },
    run: exportSpace
  })
]

const toldOf = ({ position, steps, what }: Problem) => ({ ...position, ...steps.length > 0 && { path: pathText(steps) }, what })

async function putSeed ({ space, spaces, request }: ControlCall) {
  const body = await readBody(request, bodyLimit)
  const name = `seed${extensions[body?.type ?? ''] ?? ''}`
  const { seed, problems } = await readSeed(body === undefined ? '' : bodyText(body), { name, catalogue: space.catalogue })
  if (problems) throw new Refusal(400, 'the seed cannot be used', undefined, problems.map(toldOf))
  space.ownSeed = spaces.imageOf(store => { plant(store, space.catalogue, seed) })
  space.archive.restore(space.ownSeed)
  return { projects: seed.projects?.length ?? 0 }
}

const extensions: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'application/yaml': '.yaml',
  'application/x-yaml': '.yaml',
  'text/yaml': '.yaml',
  'text/xml': '.xml',
  'application/xml': '.xml'
}

function exportSpace ({ space, query, reply }: ControlCall) {
  const format = query.get('format') ?? 'yaml'
  const write = format === 'yaml' ? writeYaml : format === 'json' ? writeJson : undefined
  if (write === undefined) throw new Refusal(400, `a seed cannot be written as '${format}'`, formats)
  try {
    const text = [...write(exportArchive(space.store, space.catalogue, { inline, aside: tooLarge }))].join('')
    return reply
      .header('content-type', format === 'json' ? 'application/json; charset=utf-8' : 'application/yaml; charset=utf-8')
      .send(text)
  } catch (error) {
    throw error instanceof ExportFailed ? new Refusal(413, error.message) : error
  }
}

function tooLarge (hash: string, name: string): never {
  throw new ExportFailed(`the file ${name} is too large to stand in the seed; the command export puts it beside`)
}
