/** A feature of XNAT's that this server does not have, and where XNAT has it. */
export interface Missing {
  readonly feature: string
  /** Whether the URLs answer below /archive too. */
  readonly archive?: true
  readonly urls: readonly string[]
}

const session = '/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}'

/** Reconstructions, which have resources too, in XNAT's two spellings of a session. */
const derived: readonly string[] = [session, '/experiments/{ASSESSED_ID}'].flatMap(place =>
  [`${place}/reconstructions/{RECON_ID}`, `${place}/reconstructions/{RECON_ID}/{TYPE}`]
)

/** What XNATApplication and the extensions with @XnatRestlet attach in 1.8.11, and this server does not have. */
export const missing: readonly Missing[] = [
  { feature: 'resources and files', archive: true, urls: derived.flatMap(item => [`${item}/resources`, `${item}/resources/{RESOURCE_ID}`, `${item}/resources/{RESOURCE_ID}/files`, `${item}/files`]) },
  { feature: 'DICOMDIR', archive: true, urls: [`${session}/scans/{SCAN_ID}/DICOMDIR`, '/experiments/{ASSESSED_ID}/scans/{SCAN_ID}/DICOMDIR'] },
  { feature: 'reading the directories of a session', archive: true, urls: ['DIR', 'XAR'].flatMap(name => [`/experiments/{EXPT_ID}/${name}`, `/projects/{PROJECT_ID}/experiments/{EXPT_ID}/${name}`]) },
  { feature: 'pipelines', archive: true, urls: ['/projects/{PROJECT_ID}/pipelines/{STEP_ID}/experiments/{EXPT_ID}', '/projects/{PROJECT_ID}/pipelines/{PIPELINE_NAME}', '/projects/{PROJECT_ID}/pipelines/{PIPELINE_NAME}/details'] },
  { feature: 'anonymization', archive: true, urls: ['/config/edit/image/dicom/{RESOURCE}', '/config/edit/projects/{PROJECT_ID}/image/dicom/{RESOURCE}'] },
  {
    feature: 'the prearchive',
    urls: ['/prearchive/experiments', ...['/resources', '/resources/{RESOURCE_ID}', '/resources/{RESOURCE_ID}/files', '/scans', '/scans/{SCAN_ID}', '/scans/{SCAN_ID}/resources', '/scans/{SCAN_ID}/resources/{RESOURCE_ID}/files'].map(part => `/prearchive/projects/{PROJECT_ID}/{SESSION_TIMESTAMP}/{SESSION_LABEL}${part}`)]
  },
  { feature: 'the files of a user', urls: ['/user/cache/resources', '/user/cache/resources/{XNAME}', '/user/cache/resources/{XNAME}/files', '/user/cache/resources/{XNAME}/files/{FILE}'] },
  { feature: 'importing', urls: ['/services/validate-archive'] },
  { feature: 'moving files', urls: ['/services/move-files'] },
  { feature: 'reading the headers of ECAT files', urls: ['/services/ecatdump'] },
  { feature: 'sending mail', urls: ['/services/mail/send', '/services/sendEmailVerification'] },
  { feature: 'the audit trail', urls: ['/services/audit'] },
  { feature: 'features', urls: ['/services/features'] },
  { feature: 'labels of scan quality', urls: ['/services/scan-quality-labels', '/services/scan-quality-labels/{PROJECT_ID}'] },
  { feature: 'the list of allowed addresses', urls: ['/services/ipwhitelist'] },
  { feature: 'workflows', urls: ['/services/workflows', '/services/workflows/workflowid/{WORKFLOW_PRIMARY_KEY}'] },
  { feature: 'counting sessions', urls: ['/services/sessions', '/services/sessions/{USERNAME}'] },
  { feature: 'triage', urls: ['/services/triage/approve', ...['', '/{XNAME}', '/{XNAME}/files', '/{XNAME}/files/{FILE}'].map(part => `/services/triage/projects/{PROJECT}/resources${part}`)] },
  { feature: 'routing studies', urls: ['/routing', '/routing/{STUDY_INSTANCE_UID}'] },
  { feature: 'managing users below /data/user', urls: ['/user', '/user/{USER_ID}', '/user/actions/{ACTION}', '/user/actions/{USER_ID}/{ACTION}', '/user/{USER_ID}/roles'] },
  { feature: 'the list of extensions', urls: ['/services/extensions/verify'] },
  {
    feature: 'automation',
    urls: [
      '/automation/runners', '/automation/runners/{LANGUAGE}', '/automation/runners/{LANGUAGE}/{VERSION}', '/automation/scripts', '/automation/scripts/{SCRIPT_ID}', '/automation/scripts/{SCRIPT_ID}/{VERSION}',
      '/automation/scriptVersions', '/automation/scriptVersions/{SCRIPT_ID}', '/automation/workflows', '/automation/workflows/{SPEC}', '/automation/handlers', '/automation/handlers/{EVENT_ID}', '/automation/triggers',
      '/automation/triggers/{TRIGGER_ID}', '/automation/templates', '/automation/templates/{TEMPLATE_ID}', '/projects/{PROJECT_ID}/automation/handlers', '/projects/{PROJECT_ID}/automation/handlers/{EVENT_ID}',
      '/projects/{PROJECT_ID}/automation/templates', '/projects/{PROJECT_ID}/automation/templates/{TEMPLATE_ID}'
    ]
  }
]
