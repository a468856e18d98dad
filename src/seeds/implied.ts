import type { DataType } from '../model/data-type.ts'

type Values = Record<string, string | number>

/** What the place of a node in the seed says of its item; an export leaves it out. */
export const implied = {
  project: (id: string): Values => ({ secondary_ID: id, name: id, ID: id }),
  owned: (id: string, project: string, label: string): Values => ({ ID: id, project, label }),
  experiment: (type: DataType, owned: Values, { subject, session }: { subject: string | null, session: string | null }): Values => ({
    ...owned,
    ...(subject !== null && type.value('subject_ID') && { subject_ID: subject }),
    ...(session !== null && type.value('imageSession_ID') && { imageSession_ID: session })
  }),
  scan: (id: string, project: string, session: string): Values => ({ ID: id, project, image_session_ID: session }),
  resource: (type: DataType, label: string | undefined, uri: string, { files, bytes }: { files: number, bytes: number }): Values => ({
    ...(label !== undefined && { label }),
    ...(type.value('URI') && { URI: uri }),
    file_count: files,
    file_size: bytes
  })
}

/** Where the catalog of a resource stands, unless it says otherwise. */
export const usualUri = (folder: string, label: string): string => `${folder}/${label}/${label}_catalog.xml`
