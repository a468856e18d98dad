import { Failure, failures } from '../../../failures/index.ts'
import { type Document, text } from '../../../model/document.ts'
import { entranceOf } from '../../../http/address.ts'
import { hashMapOrder } from '../../../model/java-order.ts'
import { discardAll } from '../../../entity/unpack.ts'
import type { UploadedFile } from '../../../entity/upload.ts'
import { dicomIn } from './arrived-dicom.ts'
import { importFiles } from './import-files.ts'
import { watched } from './import-status.ts'
import { type Handler, handlers, importParameters, orderOf } from './import-order.ts'
import { receiveFiles } from '../files/receive-files.ts'
import type { Call, Resource, Work } from '../resource.ts'

/** Importer: DICOM files into the prearchive and the archive. */
export const importer: Resource<undefined> = {
  tag: 'import',
  urls: ['/services/import'],
  archive: false,
  offers: ['application/json', 'text/html', 'text/xml', 'text/plain'],
  find: () => undefined,
  post: {
    id: 'importFiles',
    summary: 'Import DICOM files: a zip, tar or tar.gz, in a form or as the body, or one file',
    description:
      'Sessions and scans are made from the headers. A project that archives by itself gets them at once; else they wait in the ' +
      'prearchive.',
    query: {
      'import-handler': 'DICOM-zip (the site\'s default), SI or gradual-DICOM',
      dest: '/archive/projects/P/subjects/S/experiments/E, or less of it; /prearchive/projects/P',
      project: 'project, where the destination does not say it; also PROJECT_ID',
      subject: 'subject; also SUBJECT_ID',
      session: 'label of the session; also EXPT_LABEL',
      overwrite: 'append: into a session that is there; delete: over what is in it',
      overwrite_files: 'true: over files of the same name',
      rename: 'true: name files after their headers',
      quarantine: 'true: the session waits for its activation',
      'Direct-Archive': 'true: not by way of the prearchive',
      'Ignore-Unparsable': 'true: pass over what is not DICOM',
      'http-session-listener': 'a name for the import, whose progress some clients ask for',
      inbody: 'the body is the file'
    },
    responses: {
      200: 'Imported; the addresses of the sessions, one a line',
      400: 'What is not DICOM, is no archive, or may not go where it is to go',
      404: 'No such importer',
      409: 'SI: a session that is there already'
    },
    prepare: prepareImport
  }
}

async function prepareImport (call: Call): Promise<Work<undefined>> {
  const received = await receiveFiles(call)
  if (received === undefined) throw failures.unexpected()
  const { files, fields } = received
  const parameters = importParameters(call, fields)
  try {
    checkEmpty(call)
    const [handler, file] = chosen(call, parameters, files)
    const order = orderOf(handler, parameters)
    const arrived = await dicomIn(call, file, order)
    return {
      run: () => {
        const addresses = watched(call, parameters.get('http-session-listener'), () => importFiles(call, order, arrived))
        return addresses instanceof Failure ? addresses : answer(call, order.handler, addresses)
      },
      settle: () => {
        discardAll([...files, ...arrived], call.store.blobs)
      }
    }
  } catch (error) {
    discardAll(files, call.store.blobs)
    throw error
  }
}

/** Restlet reads an empty value as null, which the Hashtable of Importer's parameters does not take. */
function checkEmpty ({ query }: Call): void {
  const taken = ['import-handler', 'src', 'transaction', 'http-session-listener']
  for (const [name, value] of query.entries()) if (value === '' && !taken.includes(name)) throw failures.unexpected()
}

/** Importer.handlePost: the one file, and who is to import it. */
function chosen (call: Call, parameters: ReadonlyMap<string, string>, files: readonly UploadedFile[]): [Handler, UploadedFile] {
  if (parameters.has('src')) throw failures.notImplemented('importing the files of a user')
  if (parameters.get('prearchive_code') === '1' && parameters.has('overwrite')) {
    throw failures.notImported("Overwrite flag was not set to a valid option. ('append' or 'delete')")
  }
  const [file, ...others] = files
  const given = parameters.get('import-handler')
  if (file === undefined) throw given === undefined ? failures.unexpected() : failures.notImported('Unable to identify upload format.')
  if (others.length > 0) throw failures.notImported('Importer is limited to one uploaded resource at a time.')
  const type = call.headers['content-type'] ?? ''
  const byDefault = call.store.preferences.read().uiDefaultCompressedUploaderImporter === 'DICOM-zip' ? 'DICOM-zip' : 'SI'
  const handler =
    given === undefined && /^application\/(dicom|x-mirc)/.test(type)
      ? 'gradual-DICOM'
      : given === undefined || given === ''
        ? byDefault
        : given
  if (parameters.get('http-session-listener') === '') {
    throw failures.notImported("'transaction' is required when requesting 'http-session-listener'.")
  }
  const known = handlers.find(known => known === handler)
  if (known) return [known, file]
  throw ['XAR', 'inbox', 'automation'].includes(handler)
    ? failures.notImplemented(`the importer ${handler}`)
    : failures.noSuchImporter(handler)
}

/** Importer.represent */
function answer ({ query }: Call, handler: Handler, addresses: readonly string[]): Document {
  const all = (handler === 'SI' ? addresses : hashMapOrder(addresses)).map(address =>
    entranceOf(address).door === 'spring' ? address : `/data${address}`
  )
  const plain = query.get('format') === 'text'
  const [only, ...others] = all
  if (plain && only !== undefined && others.length === 0) return text(only)
  return text(all.map(address => `${address}\r\n`).join(''), { ...(!plain && { mime: 'text/uri-list;charset=ISO-8859-1' }) })
}
