import type { Place, Xnat } from './xnat.ts'

export const xml = { 'content-type': 'text/xml' }
export const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** Declarations for the root of a document. */
export const declared = 'xmlns:xnat="http://nrg.wustl.edu/xnat" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

/** data_fields of a scan without its keys and places. */
export async function fields (xnat: Xnat, { url }: Place, id = '1'): Promise<Record<string, unknown>> {
  const { body } = await xnat.get(`${url}/scans/${id}?format=json`)
  const found = (JSON.parse(body) as { items: { data_fields: Record<string, unknown> }[] }).items[0]?.data_fields ?? {}
  const { xnat_imagescandata_id: _, xnat_imageScanData_id: __, project, image_session_ID: session, ...rest } = found
  return rest
}
