/** What receives DICOM files on a fresh site, and what is done with what comes in. */

/** A receiver (DicomSCPInstance) without its number and times. */
export const freshReceiver = {
  port: 8104,
  identifier: 'dicomObjectIdentifier',
  aeTitle: 'XNAT',
  whitelist: [],
  routingExpressionsEnabled: false,
  customProcessing: false,
  directArchive: false,
  anonymizationEnabled: true,
  whitelistEnabled: false,
  enabled: true
} as const

/** What finds the project, subject and session of a file. */
export const identifiers: Readonly<Record<string, { readonly description: string, readonly className: string }>> = {
  dicomObjectIdentifier: {
    description: 'Default DICOM object identifier (ClassicDicomObjectIdentifier)',
    className: 'org.nrg.dcm.id.ClassicDicomObjectIdentifier'
  }
}

export const processorClasses = ['Dummy', 'Mizer', 'StudyRemapping'].map(name => `org.nrg.xnat.processors.${name}ArchiveProcessor`)

const processor = {
  scope: 'site',
  scpWhitelist: [],
  scpBlacklist: [],
  priority: 10,
  parameters: {},
  projectIdsList: [],
  enabled: true
} as const

/** Processors (ArchiveProcessorInstance) without their numbers and times: what has a lower number was made earlier. */
export const freshProcessors = [
  { ...processor, label: 'Site Anonymization', location: 'AfterAddedToPrearchiveDatabase', processorClass: processorClasses[1] },
  { ...processor, label: 'Remapping', location: 'AfterProjectSet', processorClass: processorClasses[2] }
]
