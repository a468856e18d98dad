const storage = '1.2.840.10008.5.1.4.1.1'

/** Scan types by SOP class (dicom-xnat-sop's series-scans.properties): the UIDs behind the storage root. */
const classesOf: Readonly<Record<string, string>> = {
  pet: '128 130',
  mr: '4 4.1 4.3',
  ct: '2 2.1',
  xa: '12.1 13.1.1',
  us: '6.1 3.1',
  rtImage: '481.1 481.2 481.3 481.4 481.5 481.6 481.7 481.8 481.9',
  cr: '1',
  opt: '77.1.5.4',
  dx3DCraniofacial: '13.1.2',
  ecg: '9.1.1 9.1.3',
  eps: '9.3.1',
  esv: '77.1.1.1',
  gmv: '77.1.2.1',
  hd: '9.2.1',
  io: '1.3 1.3.1',
  mg: '1.2 1.2.1',
  dx: '1.1 1.1.1',
  nm: '20',
  op: '77.1.5.1 77.1.5.2',
  rf: '12.2',
  xcv: '77.1.4.1',
  sc: '7',
  seg: '66.4',
  sr: '88.11 88.22 88.33 88.50 88.65 88.67 88.69 88.70',
  sm: '77.1.6',
  gm: '77.1.2',
  eeg: '9.7.1'
}

const scanOfClass = new Map<string, string>(
  Object.entries(classesOf).flatMap(([stem, uids]) => uids.split(' ').map(uid => [`${storage}.${uid}`, stem] as const))
)

/** Where a series holds several classes, the first of these (lead-scan-types.txt); a type that is not among them never leads. */
const leadingScans = [
  'pet', 'mr', 'ct', 'xa', 'us', 'rtImage', 'cr', 'opt', 'mg', 'dx', 'nm', 'sr', 'seg', 'sc', 'sm', 'gm', 'rf', 'es', 'rg', 'ecg', 'eeg'
]
/** The same for a study (lead-session-types.txt), where radiotherapy never leads. */
const leadingSessions = leadingScans.filter(stem => !['rtImage', 'seg', 'sc', 'ecg', 'eeg'].includes(stem)).concat('ecg', 'eeg')

/** Session types by modality, the leading one first (lead-modalities.txt, modality-sessions.properties). */
const sessionOfModality: Readonly<Record<string, string>> = {
  PT: 'pet',
  MR: 'mr',
  CT: 'ct',
  XA: 'xa',
  US: 'us',
  IVUS: 'us',
  RT: 'rt',
  CR: 'cr',
  OPT: 'opt',
  MG: 'mg',
  DX: 'dx',
  NM: 'nm',
  SR: 'sr',
  SM: 'sm',
  GM: 'gm',
  RF: 'rf',
  ES: 'es',
  XC: 'xc',
  RG: 'rg',
  ECG: 'ecg',
  EEG: 'eeg'
}

/** SOP classes whose files are a scan's own images; others are stored beside them (primary-sops.txt). */
const primary = new Set<string>([
  '9.1.3', '88.11', '13.1.3', '2', '9.3.1', '1', '1.3', '1.3.1', '1.2', '1.2.1', '1.1', '1.1.1', '2.1', '4.1', '130', '88.22', '9.2.1', '4',
  '20', '77.1.5.2', '77.1.5.1', '77.1.5.4', '128', '481.2', '481.1', '9.1.1', '6.1', '3.1', '77.1.2', '77.1.6', '77.1.1.1', '77.1.2.1',
  '77.1.4.1', '13.1.1', '13.1.2', '12.1', '12.2'
].map(uid => `${storage}.${uid}`))

export const isPrimary = (sopClass: string): boolean => primary.has(sopClass)

const first = (stems: readonly string[], among: Iterable<string | undefined>): string | undefined => {
  const found = new Set(among)
  return stems.find(stem => found.has(stem))
}

/** DefaultXnatImagescandataBeanFactory */
export function scanType (sopClasses: readonly string[]): string {
  return `xnat:${first(leadingScans, sopClasses.map(uid => scanOfClass.get(uid))) ?? 'otherDicom'}ScanData`
}

/** XnatPetmrImagesessiondataBeanFactory, then by SOP class, then by modality (DICOMSessionBuilder.makeSessionBean). */
export function sessionType (sopClasses: readonly string[], modalities: readonly string[]): string {
  const stems = sopClasses.map(uid => scanOfClass.get(uid))
  if (stems.includes('pet') && stems.includes('mr')) return 'xnat:petmrSessionData'
  const modality = leadModality(modalities)
  return `xnat:${first(leadingSessions, stems) ?? (modality && sessionOfModality[modality]) ?? 'otherDicom'}SessionData`
}

/** SOPModel.getLeadModality */
export const leadModality = (modalities: readonly string[]): string | undefined => first(Object.keys(sessionOfModality), modalities)
