import { type Case, refuses, saves } from './case.ts'
import type { Asking } from './client.ts'

const document = (id: string, protocols: string): Asking => ({
  headers: { 'content-type': 'text/xml' },
  body: '<xnat:Project xmlns:xnat="http://nrg.wustl.edu/xnat" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    `ID="${id}">${protocols}</xnat:Project>`
})

const protocol = (attributes: string, groups = ''): string =>
  `<xnat:studyProtocol ${attributes} xsi:type="xnat:datatypeProtocol">${groups}</xnat:studyProtocol>`

const group = (dataType: string): string =>
  '<xnat:definitions><xnat:definition ID="G" data-type="xnat:subjectData"><xnat:fields>' +
  `<xnat:field name="v" type="custom" datatype="${dataType}"/></xnat:fields></xnat:definition></xnat:definitions>`

/** What a project says of its data types. */
export const studyProtocolCases: readonly Case[] = [
  {
    fact: 'A new project gives what it says of a data type an ID, the name of the type and a first group of custom variables',
    source: 'BaseXnatProjectdata.initNewProject',
    run: async (t, xnat) => {
      const id = `${await xnat.newProject('private')}A`
      const protocols = protocol('data-type="xnat:subjectData" name="All"') + protocol('data-type="xnat:mrSessionData"')
      saves(t, await xnat.put(`/data/projects/${id}`, document(id, protocols)))
      const lines = (await xnat.get(`/data/projects/${id}?format=xml`)).body.split('\n')
      t.same(lines.filter(line => /^<xnat:(studyProtocol|definition) /.test(line)), [
        `<xnat:studyProtocol ID="${id}_xnat_subjectData" name="All" data-type="xnat:subjectData" xsi:type="xnat:datatypeProtocol">`,
        '<xnat:definition ID="default" data-type="xnat:subjectData" project-specific="0">',
        `<xnat:studyProtocol ID="${id}_xnat_mrSessionData" name="MR Sessions" data-type="xnat:mrSessionData" ` +
        'xsi:type="xnat:datatypeProtocol">',
        '<xnat:definition ID="default" data-type="xnat:mrSessionData" project-specific="0">'
      ])
    }
  },
  {
    fact: 'No new project is saved with a protocol that has no name, of a data type that is unknown or not set up',
    source: 'BaseXnatProjectdata.initNewProject',
    run: async (t, xnat) => {
      const id = `${await xnat.newProject('private')}A`
      for (const type of ['xnat:srSessionData', 'xnat:noSuchData']) {
        refuses(t, await xnat.put(`/data/projects/${id}`, document(id, protocol(`data-type="${type}"`))), 500)
      }
      refuses(t, await xnat.get(`/data/projects/${id}`), 404, 'Unable to find the specified experiment.')
    }
  },
  {
    fact: 'A project is saved without a validation: what a column takes is stored, whatever words its schema allows',
    source: 'SaveItemHelper.save',
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      const own = `ID="${id}_xnat_subjectData" name="All" data-type="xnat:subjectData"`
      saves(t, await xnat.put(`/data/projects/${id}`, document(id, protocol(own, group('whatever')))))
      const { body } = await xnat.get(`/data/projects/${id}?format=xml`)
      t.match(body, '<xnat:field name="v" type="custom" datatype="whatever" required="0">')
      refuses(t, await xnat.put(`/data/projects/${id}`, document(id, protocol(own, group('x'.repeat(256))))), 500)
    }
  }
]
