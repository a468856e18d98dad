/** One schema of a stock XNAT. */
export interface Schema {
  readonly prefix: string
  /** Empty for a schema without a target namespace. */
  readonly namespace: string
  readonly folder: string
  /** The file's name without .xsd. */
  readonly file: string
}

const schema = (prefix: string, namespace: string, folder: string, file = folder): Schema => ({ prefix, namespace, folder, file })

/** The language of the schemas' own annotations, and the types that XFT adds to XML Schema's. */
export const xdat = schema('xdat', 'http://nrg.wustl.edu/xdat', 'xdat')

/** The schemas that documents declare, in the order of XNAT's Hashtable of prefixes. */
export const declared: readonly Schema[] = [
  schema('arc', 'http://nrg.wustl.edu/arc', 'project'),
  schema('val', 'http://nrg.wustl.edu/val', 'validation', 'protocolValidation'),
  schema('pipe', 'http://nrg.wustl.edu/pipe', 'pipeline', 'repository'),
  schema('wrk', 'http://nrg.wustl.edu/workflow', 'pipeline', 'workflow'),
  schema('scr', 'http://nrg.wustl.edu/scr', 'screening', 'screeningAssessment'),
  schema('xdat', 'http://nrg.wustl.edu/security', 'security'),
  schema('cat', 'http://nrg.wustl.edu/catalog', 'catalog'),
  schema('prov', 'http://www.nbirn.net/prov', 'birn', 'birnprov'),
  schema('xnat', 'http://nrg.wustl.edu/xnat', 'xnat'),
  schema('xnat_a', 'http://nrg.wustl.edu/xnat_assessments', 'assessments')
]

/** Every schema: those that documents declare, and those that XNAT keeps for itself. */
export const schemas: readonly Schema[] = [
  ...declared, xdat,
  schema('build', 'http://nrg.wustl.edu/build', 'pipeline', 'build'),
  schema('', '', 'xdat', 'display'),
  schema('', '', 'xdat', 'instance'),
  schema('', '', 'xdat', 'PlexiViewer')
]

// the Hashtable order of XFTManager's file names, which differs from that of the prefixes
const located = ['wrk', 'cat', 'pipe', 'scr', 'arc', 'val', 'xnat', 'xnat_a', 'prov', 'xdat']

/** The declarations on a document's root (SAXWriter.addXMLNSAttributes, XFT.GetAllSchemaLocations: plain file names). */
export function namespaceAttributes (siteUrl: string): Record<string, string> {
  const locations = located.flatMap(prefix => declared.filter(schema => schema.prefix === prefix))
    .map(({ namespace, file }) => `${namespace} ${siteUrl}/schemas/${file}.xsd`)
  return {
    ...Object.fromEntries(declared.map(({ prefix, namespace }) => [`xmlns:${prefix}`, namespace])),
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': locations.join(' ')
  }
}
