/** Who may read which site preference, beside administrators (site-config-access.yaml). */
const everybody: ReadonlySet<string> = new Set([
  'buildInfo', 'siteHome', 'siteId', 'siteLogoPath', 'siteUrl'
])

const authenticated: ReadonlySet<string> = new Set([
  'checksums', 'defaultProjectAutoArchiveSetting', 'dicomFileNameTemplate', 'displayHostName', 'enableDicomReceiver',
  'enableSitewideAnonymizationScript', 'enableSitewideSeriesImportFilter', 'failMergeOn', 'processingUrl', 'projectAllowAutoArchive',
  'scanTypeMapping', 'sessionXmlRebuilderInterval', 'sessionXmlRebuilderRepeat', 'siteDescriptionPage', 'siteDescriptionText',
  'siteDescriptionType', 'siteHomeLayout', 'siteLandingLayout', 'siteLoginLanding', 'siteWideAlertMessage', 'siteWideAlertStatus',
  'siteWideAlertType', 'sitewideAnonymizationScript', 'sitewidePetMr', 'sitewidePetTracers', 'sitewideSeriesImportFilter',
  'sitewideSeriesImportFilterMode', 'uiAllowAdvancedSearch', 'uiAllowBlockedSubjectAssessorView', 'uiAllowMoreProjectInvestigators',
  'uiAllowNewUserComments', 'uiAllowNonAdminProjectCreation', 'uiAllowPetTracerConfiguration', 'uiAllowProjectDelete', 'uiAllowQuarantine',
  'uiAllowScanAddition', 'uiAllowScanTypeModification', 'uiAllowSubjectCreateFromExptEdit', 'uiDateFormat', 'uiDateTimeFormat',
  'uiDateTimeSecondsFormat', 'uiDebugExtensionPoints', 'uiDisplayScanModality', 'uiDisplaySeriesClass', 'uiDisplaySeriesDescription',
  'uiExptAllowLabelChange', 'uiExptAllowProjectChange', 'uiExptAllowSubjectChange', 'uiHideCompressedUploaderUploadOption',
  'uiDefaultCompressedUploaderImporter', 'uiHideDesktopClientDownload', 'uiHideXnatUploadAssistantDownload', 'uiLoginFailureMessage',
  'uiPrearchiveHideArchiveBtn', 'uiShowLeftBar', 'uiShowLeftBarBrowse', 'uiShowLeftBarFavorites', 'uiShowLeftBarProjects',
  'uiShowLeftBarSearch', 'uiShowManageFiles', 'uiShowPrearchiveFileActions', 'uiShowProjectManageFiles', 'uiShowRecentExptListDate',
  'uiShowRecentExptListScannerName', 'uiShowScanTypeMapping', 'uiTimeFormat', 'zipExtensions'
])

/** AbstractJsonBasedPreferenceAccess.canRead */
export const mayReadPreference = (viewer: { readonly administrator: boolean, readonly guest: boolean }, name: string): boolean =>
  viewer.administrator || everybody.has(name) || (!viewer.guest && authenticated.has(name))
