import dicomParser from 'dicom-parser'
import { Header } from '../../../src/dicom/header.ts'
import { type DataSet, dicom } from '../../conformance/dicom.ts'

/** The header of a file with these elements. */
export const headerOf = (elements: DataSet): Header =>
  new Header(dicomParser.parseDicom(dicom({ '00080016': '1.2', '00080018': '1.2.3', ...elements })))
