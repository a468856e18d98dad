/** One of XNAT's short names for a field path (XMLPathShortcuts). */
export interface Shortcut {
  readonly name: string
  readonly path: string
  /** Works in lists only, not in PUT and POST. */
  readonly readOnly?: true
}

const writable = (path: string, ...names: readonly string[]): Shortcut[] => names.map(name => ({ name, path: `${path}/${name}` }))
const named = (name: string, path: string): Shortcut => ({ name, path })
const readOnly = (name: string, path: string): Shortcut => ({ name, path, readOnly: true })

/** Scans. */
export const scanShortcuts: readonly Shortcut[] = [
  ...writable(
    'xnat:imageScanData',
    'ID',
    'type',
    'UID',
    'note',
    'quality',
    'condition',
    'series_description',
    'documentation',
    'scanner',
    'modality',
    'frames'
  ),
  named('validation_method', 'xnat:imageScanData/validation/method'),
  named('validation_status', 'xnat:imageScanData/validation/status'),
  named('validation_date', 'xnat:imageScanData/validation/date'),
  named('validation_notes', 'xnat:imageScanData/validation/notes'),
  readOnly('xnat_imagescandata_id', 'xnat:imageScanData/xnat_imagescandata_id'),
  named('scanTime', 'xnat:imageScanData/startTime'),
  ...writable('xnat:mrScanData', 'coil', 'fieldStrength', 'marker', 'stabilization'),
  ...writable(
    'xnat:petScanData/parameters',
    'orientation',
    'originalFileName',
    'systemType',
    'fileType',
    'transaxialFOV',
    'acqType',
    'facility',
    'numPlanes'
  ),
  named('numFrames', 'xnat:petScanData/parameters/frames/numFrames'),
  ...writable('xnat:petScanData/parameters', 'numGates', 'planeSeparation', 'binSize', 'dataType'),
  readOnly('insert_date', 'xnat:imageScanData/meta/insert_date'),
  readOnly('insert_user', 'xnat:imageScanData/meta/insert_user/login'),
  readOnly('last_modified', 'xnat:imageScanData/meta/last_modified'),
  readOnly('xsiType', 'xnat:imageScanData/extension_item/element_name')
]

/** Experiments and sessions; `stabilization` and `tracer_isotope` are as later registrations left them. */
export const experimentShortcuts: readonly Shortcut[] = [
  named('ID', 'xnat:experimentdata/id'),
  ...writable('xnat:experimentdata', 'visit_id', 'visit', 'protocol', 'date', 'time', 'note'),
  named('pi_firstname', 'xnat:experimentdata/investigator/firstname'),
  named('pi_lastname', 'xnat:experimentdata/investigator/lastname'),
  named('validation_method', 'xnat:experimentdata/validation/method'),
  named('validation_status', 'xnat:experimentdata/validation/status'),
  named('validation_date', 'xnat:experimentdata/validation/date'),
  named('validation_notes', 'xnat:experimentdata/validation/notes'),
  ...writable('xnat:experimentdata', 'project', 'label'),
  ...writable('xnat:imagesessiondata', 'scanner', 'operator'),
  named('dcmAccessionNumber', 'xnat:imagesessiondata/dcmaccessionnumber'),
  named('dcmPatientId', 'xnat:imagesessiondata/dcmpatientid'),
  named('dcmPatientName', 'xnat:imagesessiondata/dcmpatientname'),
  ...writable('xnat:imagesessiondata', 'session_type', 'modality'),
  named('UID', 'xnat:imagesessiondata/uid'),
  named('studyInstanceUID', 'xnat:imagesessiondata/uid'),
  named('coil', 'xnat:mrsessiondata/coil'),
  named('fieldStrength', 'xnat:mrsessiondata/fieldstrength'),
  named('marker', 'xnat:mrsessiondata/marker'),
  named('stabilization', 'xnat:petsessiondata/stabilization'),
  named('studyType', 'xnat:petsessiondata/studytype'),
  named('patientID', 'xnat:petsessiondata/patientid'),
  named('patientName', 'xnat:petsessiondata/patientname'),
  named('scan_start_time', 'xnat:petsessiondata/start_time_scan'),
  named('injection_start_time', 'xnat:petsessiondata/start_time_injection'),
  named('tracer_name', 'xnat:petsessiondata/tracer/name'),
  named('tracer_startTime', 'xnat:petsessiondata/tracer/starttime'),
  named('tracer_dose', 'xnat:petsessiondata/tracer/dose'),
  named('tracer_sa', 'xnat:petsessiondata/tracer/specificactivity'),
  named('tracer_totalmass', 'xnat:petsessiondata/tracer/totalmass'),
  named('tracer_intermediate', 'xnat:petsessiondata/tracer/intermediate'),
  named('tracer_isotope', 'xnat:petsessiondata/tracer/isotope/half-life'),
  named('tracer_transmissions', 'xnat:petsessiondata/tracer/transmissions'),
  named('tracer_transmissions_start', 'xnat:petsessiondata/tracer/transmissions_starttime'),
  named('subject_ID', 'xnat:subjectassessordata/subject_id'),
  readOnly('subject_label', 'xnat:subjectdata/label'),
  readOnly('subject_project', 'xnat:subjectdata/project'),
  readOnly('session_ID', 'xnat:imagesessiondata/id'),
  readOnly('session_label', 'xnat:imagesessiondata/label'),
  readOnly('session_project', 'xnat:imagesessiondata/project'),
  readOnly('insert_date', 'xnat:experimentData/meta/insert_date'),
  readOnly('insert_user', 'xnat:experimentData/meta/insert_user/login'),
  readOnly('last_modified', 'xnat:experimentData/meta/last_modified'),
  readOnly('xsiType', 'xnat:experimentData/extension_item/element_name')
]

/** Subjects. */
export const subjectShortcuts: readonly Shortcut[] = [
  ...writable('xnat:subjectData', 'project', 'label', 'ID', 'group', 'src'),
  named('pi_firstname', 'xnat:subjectData/investigator/firstname'),
  named('pi_lastname', 'xnat:subjectData/investigator/lastname'),
  ...writable(
    'xnat:subjectData/demographics[@xsi:type=xnat:demographicData]',
    'dob',
    'yob',
    'age',
    'gender',
    'handedness',
    'ses',
    'education',
    'educationDesc',
    'race',
    'ethnicity',
    'weight',
    'height',
    'gestational_age',
    'post_menstrual_age',
    'birth_weight'
  ),
  readOnly('insert_date', 'xnat:subjectData/meta/insert_date'),
  readOnly('insert_user', 'xnat:subjectData/meta/insert_user/login'),
  readOnly('last_modified', 'xnat:subjectData/meta/last_modified')
]

/** Projects. */
export const projectShortcuts: readonly Shortcut[] = [
  ...writable('xnat:projectData', 'ID', 'secondary_ID', 'name', 'description', 'keywords'),
  named('alias', 'xnat:projectData/aliases/alias/alias'),
  named('pi_firstname', 'xnat:projectData/PI/firstname'),
  named('pi_lastname', 'xnat:projectData/PI/lastname'),
  named('note', 'xnat:projectData/fields/field[name=note]/field')
]

/** Assessors. */
export const assessorShortcuts: readonly Shortcut[] = [
  ...writable('xnat:experimentdata', 'ID', 'visit_id', 'date', 'time', 'note'),
  named('pi_firstname', 'xnat:experimentdata/investigator/firstname'),
  named('pi_lastname', 'xnat:experimentdata/investigator/lastname'),
  named('validation_method', 'xnat:experimentdata/validation/method'),
  named('validation_status', 'xnat:experimentdata/validation/status'),
  named('validation_date', 'xnat:experimentdata/validation/date'),
  named('validation_notes', 'xnat:experimentdata/validation/notes'),
  ...writable('xnat:experimentdata', 'project', 'label'),
  readOnly('session_ID', 'xnat:imagesessiondata/id'),
  readOnly('session_label', 'xnat:imagesessiondata/label'),
  readOnly('session_project', 'xnat:imagesessiondata/project'),
  readOnly('insert_date', 'xnat:experimentData/meta/insert_date'),
  readOnly('insert_user', 'xnat:experimentData/meta/insert_user/login'),
  readOnly('last_modified', 'xnat:experimentData/meta/last_modified'),
  readOnly('xsiType', 'xnat:experimentData/extension_item/element_name')
]

/** Reconstructions. */
export const reconstructionShortcuts: readonly Shortcut[] = [
  ...writable('xnat:reconstructedImageData', 'ID', 'type', 'baseScanType'),
  readOnly('xnat_reconstructedimagedata_id', 'xnat:reconstructedImageData/xnat_reconstructedimagedata_id'),
  readOnly('xsiType', 'xnat:reconstructedImageData/extension_item/element_name')
]

/** Visits. */
export const visitShortcuts: readonly Shortcut[] = [
  ...writable('xnat:pvisitData', 'ID', 'visit_type', 'visit_name', 'closed'),
  ...writable('xnat:pvisitdata', 'project', 'date'),
  readOnly('xsiType', 'xnat:pvisitdata/extension_item/element_name'),
  named('label', 'xnat:pvisitdata/label'),
  readOnly('insert_date', 'xnat:pvisitdata/meta/insert_date'),
  readOnly('insert_user', 'xnat:pvisitdata/meta/insert_user/login'),
  readOnly('last_modified', 'xnat:pvisitdata/meta/last_modified'),
  named('subject_ID', 'xnat:pvisitdata/subject_id')
]
