import { type Case, refusedByContainer } from './case.ts'

/** XML Schemas of the data types. */
export const schemaCases: readonly Case[] = [
  {
    fact: 'The list names every schema by folder and file, without .xsd; by its file alone where the folder is called the same',
    source: 'SchemasApi.getAllDataTypeSchemas',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const answer = await xnat.get('/xapi/schemas')
      t.equal(answer.status, 200)
      t.match(answer.headers['content-type'], /^application\/json/)
      const names = JSON.parse(answer.body) as string[]
      for (const name of ['xnat', 'security', 'catalog', 'pipeline/workflow']) t.ok(names.includes(name), name)
      t.notMatch(answer.body, '.xsd')
    }
  },
  {
    fact: 'Each schema in the list is XML with the root xs:schema',
    source: 'SchemasApi.getRequestedDataTypeSchema',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const name of JSON.parse((await xnat.get('/xapi/schemas')).body) as string[]) {
        const answer = await xnat.get(`/xapi/schemas/${name}`)
        t.equal(answer.status, 200, name)
        t.match(answer.headers['content-type'], /xml/)
        t.match(answer.body, /<xs:schema [^>]*xmlns:xs="http:\/\/www.w3.org\/2001\/XMLSchema"/)
      }
    }
  },
  {
    fact: 'The schema of XNAT\'s own types declares scans, sessions, subjects and projects',
    source: 'xnat.xsd',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { body } = await xnat.get('/xapi/schemas/xnat')
      for (const type of [
        'projectData', 'subjectData', 'experimentData', 'imageSessionData', 'imageScanData', 'mrScanData', 'petScanData', 'ctScanData',
        'abstractResource', 'resourceCatalog'
      ]) t.match(body, `<xs:complexType name="${type}"`)
    }
  },
  {
    fact: 'Documents name their schemas flat, and there they are',
    source: 'XFTManager.GetAllSchemaLocations',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const locations = /xsi:schemaLocation="([^"]*)"/.exec((await xnat.get(`${url}/scans/1?format=xml`)).body)?.[1]?.split(' ') ?? []
      t.ok(locations.length > 0)
      for (const [index, location] of locations.entries()) {
        if (index % 2 === 1) t.match((await xnat.get(new URL(location).pathname)).body, `targetNamespace="${locations[index - 1]}"`)
      }
    }
  },
  {
    fact: 'An unknown schema is not there; the addresses want GET and a login',
    source: 'SchemasApi',
    seen: '1.8.11',
    run: async (t, xnat) => {
      t.equal((await xnat.get('/xapi/schemas/no/such')).status, 404)
      refusedByContainer(t, await xnat.put('/xapi/schemas'), 405)
      refusedByContainer(t, await xnat.get('/xapi/schemas', { as: null }), 401)
    }
  }
]
