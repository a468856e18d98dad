import type { DataType } from '../model/data-type.ts'
import { type Item, newItem } from '../model/item.ts'
import { complaints } from '../model/values.ts'
import { type Attribute, addParam } from './attribute.ts'
import type { Header } from './header.ts'
import { scanAttributes } from './scan-attributes.ts'
import { sessionAttributes, studyComments } from './session-attributes.ts'
import { type DicomFile, type Series, framesIn } from './study.ts'

/** A scan as its headers describe it (DICOMScanBuilder.call). */
export function scanItem (type: DataType, { scanId, files }: Series<DicomFile>): Item {
  const item = filled(type, scanAttributes(type.xsiType), files.map(({ header }) => header))
  Object.assign(item.values, { ID: scanId, frames: framesIn(files) })
  return item
}

/** A session as its headers describe it, without its scans (DICOMSessionBuilder.call). */
export function sessionItem (type: DataType, files: readonly DicomFile[]): Item {
  const headers = files.map(({ header }) => header)
  const item = filled(type, sessionAttributes(type.xsiType), headers)
  const { studyComments: comments } = studyComments(headers)
  if (comments !== undefined) addRow(item, 'fields/field', { name: 'studyComments', field: comments })
  return item
}

/** What the type has no field for, or the field cannot take, is left out (SessionBuilder.setValues). */
function filled (type: DataType, attributes: readonly Attribute[], headers: readonly Header[]): Item {
  const item = newItem(type)
  for (const [path, value] of attributes.flatMap(attribute => Object.entries(attribute(headers)))) {
    const field = type.value(path)
    if (path.startsWith(`${addParam}/`)) addRow(item, addParam, { name: path.slice(addParam.length + 1), addField: value })
    else if (field && !complaints(field, value).some(complaint => complaint.startsWith('Must Be A Valid'))) item.values[path] = value
  }
  return item
}

function addRow (item: Item, path: string, values: Record<string, string>): void {
  const field = item.type.field(path)
  if (field === undefined || field.form === 'value') return
  const rows = item.children[path] ??= []
  rows.push({ ...newItem(item.type.childType(field)), values })
}
