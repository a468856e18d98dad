import type { Document } from '../../../model/document.ts'
import { deleteFiles } from './delete-files.ts'
import { filePathOf } from './file-path.ts'
import { fileUrls } from './place.ts'
import { filesOfMany } from './files-of-many.ts'
import { filesOfOne } from './files-of-one.ts'
import { type NamedResources, findNamedResources } from './found-resources.ts'
import type { Call, Prepared, Resource } from '../resource.ts'
import { archiveExtension } from './send-files.ts'
import { uploadFiles } from './upload-files.ts'

const upload: Omit<Prepared<NamedResources>, 'id'> = {
  summary: 'Upload a file, several, or an archive of them',
  description:
    'The body is multipart/form-data, or the file itself with inbody=true or one of the media types that XNAT knows. The path behind ' +
    '/files names the file; without one it keeps its own name. A resource that is not there is made. Without the right to edit, the ' +
    'answer is 200 as well, and nothing is stored.',
  query: {
    inbody: 'the body is the file, whatever its media type',
    overwrite: 'replace files that are there',
    extract: 'unpack zip, tar, tar.gz, tgz and gz',
    format: 'format of the files, such as DICOM',
    content: 'what they hold',
    description: 'a text',
    tags: 'a tag; may be repeated',
    'update-stats': 'false leaves the resource\'s counts as they are'
  },
  responses: {
    200: 'Stored, or a list of the files that were there and stay, as JSON',
    400: 'No file, or a name or an archive that is not taken',
    404: 'No such place',
    413: 'More than this server takes',
    500: 'A body that cannot be read, or no place on the disk'
  },
  prepare: uploadFiles
}

/** FileList: the files of one resource, or of all resources of a place. */
export const fileList: Resource<NamedResources> = {
  tag: 'files',
  // XNATApplication attaches none of a project's experiment without its subject: that address is the experiment's
  urls: [
    ...fileUrls('/resources/{RESOURCE_ID}/files'),
    ...fileUrls('/files').filter(url => url !== '/projects/{PROJECT_ID}/experiments/{EXPT_ID}/files')
  ],
  archive: true,
  offers: ['application/json', 'text/html', 'text/xml', 'image/jpeg'],
  find: call => findNamedResources(call, call.query.isTrue('all')),
  get: {
    id: 'getFiles',
    summary: 'List files, read one, or read all as one archive',
    description: 'Behind /files stands the path of a file, or of a folder with a slash at the end, or a path into a zip as x.zip!inner.',
    query: {
      format: 'json, xml, csv, html, xcat; zip, tar or tar.gz for an archive',
      structure: 'how paths in an archive look: simplified, improved or legacy',
      compression: '8 compresses an archive',
      file_format: 'only files of this format; may be repeated',
      file_content: 'only files with this content, NULL for those without; may be repeated',
      index: 'send the n-th of the files, from 0',
      locator: 'absolutePath or projectPath in place of the address',
      recursive: 'false leaves out the files of a folder itself',
      listContents: 'list what is in a zip',
      'accept-not-found': 'answer 204 to what is not there',
      all: 'for an experiment: with the resources of its scans',
      sortBy: 'comma-separated names of columns'
    },
    responses: {
      200: 'A list, a file or an archive',
      204: 'Nothing there, with accept-not-found',
      206: 'Part of a file',
      304: 'Not modified',
      404: 'No such file',
      412: 'Modified',
      415: 'A path into what is no zip',
      416: 'No such part',
      501: 'Several parts, or a picture of DICOM'
    },
    handle: getFiles
  },
  put: { id: 'putFiles', ...upload },
  post: { id: 'postFiles', ...upload },
  delete: {
    id: 'deleteFiles',
    summary: 'Delete every file of a resource whose path begins with this one',
    query: {
      removeFiles: 'false keeps the files themselves, and takes them out of the list only',
      'accept-not-found': 'answer 204 where none matches'
    },
    responses: {
      200: 'Deleted; no body',
      204: 'None matches, with accept-not-found',
      400: 'No resource is named, or it is not there',
      403: 'No right to delete',
      404: 'None matches'
    },
    handle: deleteFiles
  }
}

/** FileList.represent */
function getFiles (call: Call, { place, named, elsewhere, there }: NamedResources): Document | Promise<Document> {
  const resources = [...named, ...elsewhere]
  const [first] = resources
  if (first && resources.length === 1 && archiveExtension(call.mime) === undefined) return filesOfOne(call, place, first, filePathOf(call))
  return filesOfMany(call, place, resources.length === 0 ? there : resources, filePathOf(call))
}
