import { type Attribute, date, fieldStrength, joined, text, time } from './attribute.ts'
import { at, within } from './index-of.ts'

/** ImageSessionAttributes; the comments of the study become a row of their own. */
const imageSession: readonly Attribute[] = [
  date('date', at('00080020')),
  time('time', at('00080030')),
  text('acquisition_site', at('00080080')),
  text('UID', at('0020000d')),
  text('session_type', at('00081030')),
  text('modality', at('00080060')),
  joined('scanner', at('00081010')),
  text('scanner/manufacturer', at('00080070')),
  text('scanner/model', at('00081090')),
  text('operator', at('00081070')),
  text('dcmAccessionNumber', at('00080050')),
  text('study_id', at('00200010')),
  text('dcmPatientId', at('00100020')),
  text('dcmPatientName', at('00100010')),
  date('dcmPatientBirthDate', at('00100030')),
  text('dcmPatientWeight', at('00101030'))
]

const radiopharmaceutical = '00540016'

/** PETSessionAttributes */
const tracer: readonly Attribute[] = [
  text('tracer/name', within(radiopharmaceutical, '00180031')),
  text('tracer/dose', within(radiopharmaceutical, '00181074')),
  text('tracer/isotope/half-life', within(radiopharmaceutical, '00181075'))
]

const byType: Readonly<Record<string, readonly Attribute[]>> = {
  'xnat:mrSessionData': [...imageSession, fieldStrength],
  'xnat:petSessionData': [...imageSession, ...tracer],
  'xnat:petmrSessionData': [...imageSession, fieldStrength, ...tracer]
}

/** The fields of a session that its headers fill (DICOMSessionBuilder.sessionTypeAttrs). */
export const sessionAttributes = (xsiType: string): readonly Attribute[] => byType[xsiType] ?? imageSession

/** StudyComments (0032,4000), retired, which are the field `studyComments`. */
export const studyComments: Attribute = text('studyComments', at('00324000', 'long text'))
