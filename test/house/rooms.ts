/**
 * The rooms of src/, in the order in which they rest on each other: a room may know of those before it that it names. A
 * room is a folder, without those below it; or a file, where it joins the folders beside it. To name `store` is to name
 * the rooms below it as well.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  // what knows of nobody
  process: [],
  model: [],
  'model/display': ['model'],
  'model/search': ['model'],
  'model/tools': [],
  failures: ['model'],
  serializers: ['model'],
  pictures: [],
  'pictures/jpeg': ['pictures'],
  dicom: ['model', 'serializers'],
  'dicom/codecs/jpeg': ['pictures', 'dicom'],
  'dicom/codecs': ['dicom'],
  'dicom/pixels': ['pictures', 'dicom'],
  'dicom/write': ['dicom'],
  'dicom/phantom': ['dicom'],
  http: ['model', 'failures', 'serializers'],

  // what is kept
  'store/sql': ['process', 'model'],
  'store/accounts': ['process', 'model', 'store'],
  'store/items': ['process', 'model', 'store'],
  'store/files': ['process', 'model', 'store'],
  'store/search': ['process', 'model', 'store'],
  store: ['process', 'model', 'store'],
  'spaces/faults': ['model', 'failures'],
  'spaces/coverage': ['model', 'http', 'store'],
  spaces: ['process', 'model', 'failures', 'serializers', 'http', 'store', 'spaces'],

  // what a request goes through
  plugins: ['model', 'failures', 'serializers', 'http', 'store', 'spaces'],
  entity: ['model', 'failures', 'serializers', 'http', 'store', 'spaces', 'plugins'],
  'routes/call.ts': ['model', 'http', 'store', 'spaces', 'plugins', 'entity'],
  'routes/restlet': ['model', 'failures', 'serializers', 'http', 'spaces', 'plugins', 'entity', 'routes/call.ts'],
  'routes/restlet/lists': ['model', 'failures', 'http', 'routes/restlet'],
  'routes/restlet/items': ['model', 'failures', 'serializers', 'http', 'store', 'plugins', 'entity', 'routes/restlet'],
  'routes/restlet/projects': ['model', 'failures', 'http', 'store', 'plugins', 'routes/restlet'],
  'routes/restlet/subjects': ['model', 'failures', 'store', 'routes/restlet'],
  'routes/restlet/scans': ['model', 'failures', 'dicom', 'store', 'routes/restlet'],
  'routes/restlet/experiments': ['model', 'failures', 'store', 'plugins', 'routes/restlet'],
  'routes/restlet/files': ['model', 'failures', 'serializers', 'pictures', 'dicom', 'http', 'store', 'plugins', 'entity', 'routes/restlet'],
  'routes/restlet/imports': ['model', 'failures', 'dicom', 'http', 'store', 'plugins', 'entity', 'routes/restlet'],
  'routes/restlet/searches': ['model', 'failures', 'serializers', 'store', 'entity', 'routes/restlet'],
  'routes/restlet/accounts': ['model', 'failures', 'store', 'spaces', 'plugins', 'entity', 'routes/restlet'],
  'routes/restlet/index.ts': ['routes/restlet'],
  'routes/spring': ['model', 'failures', 'serializers', 'http', 'store', 'plugins', 'entity', 'routes/call.ts'],
  'routes/spring/snapshots': ['model', 'failures', 'pictures', 'dicom', 'store', 'plugins', 'routes/spring'],
  'routes/spring/fields': ['model', 'failures', 'store', 'routes/spring'],
  'routes/spring/permissions': ['model', 'failures', 'store', 'entity', 'routes/spring'],
  'routes/spring/preferences': ['model', 'failures', 'http', 'plugins', 'entity', 'routes/spring'],
  'routes/spring/operations': ['model', 'failures', 'http', 'routes/spring'],
  'routes/spring/types': ['model', 'failures', 'serializers', 'http', 'entity', 'routes/spring'],
  'routes/spring/events': ['model', 'failures', 'routes/spring'],
  'routes/spring/receivers': ['model', 'failures', 'store', 'routes/spring'],
  'routes/spring/index.ts': ['routes/spring'],

  // seeds
  'seeds/write': ['process', 'store'],
  seeds: ['model'],
  'seeds/built-in': ['model', 'dicom', 'seeds'],
  'seeds/plant': ['model', 'dicom', 'store', 'seeds'],
  'seeds/read': ['process', 'model', 'serializers', 'dicom', 'seeds'],
  'seeds/export': ['model', 'store', 'seeds'],
  'seeds/record': ['process', 'model', 'seeds'],

  // recorded answers, and what an XNAT answers otherwise
  recorded: ['process'],
  verify: ['serializers', 'recorded'],

  // the server's own doors
  control: ['process', 'model', 'failures', 'serializers', 'http', 'spaces', 'plugins', 'entity', 'seeds'],
  'pages/parts': ['serializers', 'http', 'spaces', 'plugins'],
  'pages/archive': ['serializers', 'pages'],
  'pages/search': ['model', 'serializers', 'plugins', 'pages'],
  'pages/workbench': ['serializers', 'pages'],
  pages: ['process', 'model', 'failures', 'serializers', 'http', 'plugins', 'entity', 'pages'],

  // what starts or joins the rest
  answers: ['http', 'store', 'spaces', 'plugins', 'routes/restlet'],
  server: ['process', 'serializers', 'http', 'spaces', 'routes/restlet'],
  'app.ts': ['process', 'model', 'store', 'spaces', 'plugins', 'entity', 'routes', 'seeds', 'control', 'pages', 'answers', 'server'],
  'contract.ts': ['http', 'control', 'app.ts'],
  'commands/options': ['process', 'spaces', 'server'],
  commands: ['process', 'model', 'store', 'spaces', 'seeds', 'server', 'recorded', 'verify', 'app.ts', 'commands'],
  embedded: ['model', 'serializers', 'spaces', 'seeds', 'commands'],
  'main.ts': ['process', 'commands'],
  'index.ts': ['embedded']
}

/** Folders that are one room with another: the catalogue is the model's data. */
const joined: Readonly<Record<string, string>> = { 'model/catalogue': 'model', 'model/java': 'model', 'model/postgres': 'model' }

/** The room of a file. @param path below src/. */
export function roomOf (path: string): string {
  if (rooms[path] !== undefined) return path
  const folder = path.split('/').slice(0, -1).join('/')
  return joined[folder] ?? folder
}

/** Whether a room names another, or what it lies below. */
const names = (named: string, room: string): boolean => room === named || room.startsWith(`${named}/`)

/** The entry by which a room may know of another, if there is one. */
export function allowance (room: string, other: string): string | undefined {
  const order = Object.keys(rooms)
  if (order.indexOf(other) >= order.indexOf(room)) return undefined
  return rooms[room]?.find(named => names(named, other))
}

/** How many code files a folder may have, where other than 20: a type or a format is a file each. */
export const mostFiles: Readonly<Record<string, number>> = { model: 30, serializers: 30 }
