/** The schemas of a stock XNAT: prefix, namespace, folder and file name. In the order of XNAT's Hashtable of prefixes. */
export const schemas: readonly (readonly [prefix: string, namespace: string, folder: string, file: string])[] = [
  ['arc', 'http://nrg.wustl.edu/arc', 'project', 'project'],
  ['val', 'http://nrg.wustl.edu/val', 'validation', 'protocolValidation'],
  ['pipe', 'http://nrg.wustl.edu/pipe', 'pipeline', 'repository'],
  ['wrk', 'http://nrg.wustl.edu/workflow', 'pipeline', 'workflow'],
  ['scr', 'http://nrg.wustl.edu/scr', 'screening', 'screeningAssessment'],
  ['xdat', 'http://nrg.wustl.edu/security', 'security', 'security'],
  ['cat', 'http://nrg.wustl.edu/catalog', 'catalog', 'catalog'],
  ['prov', 'http://www.nbirn.net/prov', 'birn', 'birnprov'],
  ['xnat', 'http://nrg.wustl.edu/xnat', 'xnat', 'xnat'],
  ['xnat_a', 'http://nrg.wustl.edu/xnat_assessments', 'assessments', 'assessments']
]

// the Hashtable order of XFTManager's file names, which differs from that of the prefixes
const located = ['wrk', 'cat', 'pipe', 'scr', 'arc', 'val', 'xnat', 'xnat_a', 'prov', 'xdat']

/** The declarations on a document's root (SAXWriter.addXMLNSAttributes, XFT.GetAllSchemaLocations: plain file names). */
export function namespaceAttributes (siteUrl: string): Record<string, string> {
  const locations = located.flatMap(prefix => schemas.filter(schema => schema[0] === prefix))
    .map(([, namespace, , file]) => `${namespace} ${siteUrl}/schemas/${file}.xsd`)
  return {
    ...Object.fromEntries(schemas.map(([prefix, namespace]) => [`xmlns:${prefix}`, namespace])),
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': locations.join(' ')
  }
}
