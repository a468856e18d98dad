import type { Test } from 'tap'
import { type Case, answers } from './case.ts'
import type { Answer } from './client.ts'

const json = { 'content-type': 'application/json' }

const put = (body: unknown) => ({ headers: json, body: JSON.stringify(body) })

const missing = (t: Test, answer: Answer, text: string): void => {
  answers(t, answer, 404, `Unable to find requested file or resource: ${text}`)
  t.equal(answer.headers['content-type'], 'text/plain')
}

/** Custom fields below /xapi. */
export const customFieldCases: readonly Case[] = [
  {
    fact: 'A PUT adds fields and answers all of them; they are read in the order in which the database has them',
    source: 'DefaultCustomFieldService.setFields',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id } = await xnat.place()
      const fields = `/xapi/custom-fields/experiments/${id}/fields`
      answers(t, await xnat.get(fields), 200, '{}')
      answers(t, await xnat.put(fields, put({ deep: { b: [1, true, null] } })), 200, '{"deep":{"b":[1,true,null]}}')
      answers(t, await xnat.put(fields, put({ a: 'x' })), 200, '{"deep":{"b":[1,true,null]},"a":"x"}')
      answers(t, await xnat.get(fields), 200, '{"a":"x","deep":{"b":[1,true,null]}}')
      answers(t, await xnat.put(fields, put([])), 200, '{"a":"x","deep":{"b":[1,true,null]}}')
    }
  },
  {
    fact: 'One field is answered as text: a text as it is, anything else as JSON',
    source: 'CustomFieldsApi.getFieldValue',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id } = await xnat.place()
      const fields = `/xapi/custom-fields/experiments/${id}/fields`
      await xnat.put(fields, put({ a: 'x', n: 5 }))
      const text = await xnat.get(`${fields}/a`)
      answers(t, text, 200, 'x')
      t.equal(text.headers['content-type'], 'text/plain;charset=ISO-8859-1')
      answers(t, await xnat.get(`${fields}/n`), 200, '5')
      missing(t, await xnat.get(`${fields}/zz`), 'Field zz does not exist.')
    }
  },
  {
    fact: 'A field is removed once',
    source: 'DefaultCustomFieldService.removeField',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url, id } = await xnat.placeWith('1?xsiType=xnat:mrScanData')
      const fields = `/xapi/custom-fields/experiments/${id}/scans/1/fields`
      await xnat.put(fields, put({ a: 'x', n: 5 }))
      answers(t, await xnat.delete(`${fields}/a`), 200, '{"n":5}')
      missing(t, await xnat.delete(`${fields}/a`), 'Field a does not exist.')
      t.match((await xnat.get(`${url}/scans/1?format=xml`)).body, '<xnat:custom_fields>{"n": 5}</xnat:custom_fields>')
    }
  },
  {
    fact: 'An administrator learns that an item is not there, anybody else is refused; an experiment is found by ID, or in a project',
    source: 'AbstractXapiAuthorization.check',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { id, label } = await xnat.place()
      answers(t, await xnat.get(`/xapi/custom-fields/projects/${xnat.project}/experiments/${label}/fields`), 200, '{}')
      missing(t, await xnat.get(`/xapi/custom-fields/experiments/${label}/fields`), `The following item(s) don't exist: ${label}`)
      answers(t, await xnat.get(`/xapi/custom-fields/experiments/${label}/fields`, { as: 'member' }), 403, '')
      answers(t, await xnat.get(`/xapi/custom-fields/experiments/${id}/fields`, { as: 'stranger' }), 403, '')
    }
  },
  {
    fact: 'A member may change fields of data, but not those of a project; a collaborator none',
    source: 'DataObjectXapiAuthorization.checkImpl',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { id } = await xnat.place()
      const fields = `/xapi/custom-fields/experiments/${id}/fields`
      answers(t, await xnat.put(fields, { ...put({ m: 1 }), as: 'member' }), 200, '{"m":1}')
      answers(t, await xnat.put(fields, { ...put({ m: 2 }), as: 'collaborator' }), 403, '')
      answers(t, await xnat.put(`/xapi/custom-fields/projects/${xnat.project}/fields`, { ...put({ m: 1 }), as: 'member' }), 403, '')
    }
  }
]
