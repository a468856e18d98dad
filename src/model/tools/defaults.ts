import { mailTexts } from './mail-texts.ts'

/** Preferences of the tools of XNAT 1.8.11 beside the site's own, with XNAT's defaults: all of them are texts. */
export const toolDefaults = {
  pluginOpenUrls: { allowedPluginOpenUrls: '[]' },
  security: { allowInsecureCookies: 'false' },
  asyncOps: {
    defaultTimeout: '-1',
    reactorWorkQueueDispatcherRingBufferSizePower: '13',
    allowCoreThreadTimeOut: 'true',
    corePoolSize: '10',
    maxPoolSize: '2048',
    keepAliveSeconds: '60',
    reactorWorkQueueDispatcherPoolSize: '20'
  },
  automation: { internalScriptingEnabled: 'true' },
  pipelines: { allowAutoRunProjectOverride: 'false', autoRunEnabled: 'false' },
  system: { defaultAdminPassword: 'admin' },
  'custom-forms-features': { projectOwnerFormCreationEnabled: 'false', customVariableMigrationEnabled: 'false' },
  fileStore: { fileStorePath: '/data/xnat/fileStore' },
  eventService: { enabled: 'false' },
  notifications: {
    ...mailTexts,
    userEmailForReportProblem: 'false',
    smtpHostname: 'localhost',
    smtpPort: '25',
    smtpProtocol: 'smtp',
    smtpUsername: '',
    smtpPassword: '',
    smtpEnabled: 'false',
    smtpAuth: 'false',
    smtpStartTls: 'false',
    smtpSslTrust: '',
    smtpMailProperties: '',
    helpContactInfo: '',
    notifyAdminUserRegistration: 'false',
    notifyAdminPipelineEmails: 'true',
    notifyAdminProjectAccessRequest: 'true',
    notifyAdminSessionTransfer: 'true',
    copyAdminOnPageEmails: 'true',
    copyAdminOnNotifications: 'true',
    emailAllowNonuserSubscribers: 'true',
    emailPrefix: 'XNAT'
  }
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

export type Tool = keyof typeof toolDefaults

export const isTool = (name: string): name is Tool => Object.hasOwn(toolDefaults, name)
