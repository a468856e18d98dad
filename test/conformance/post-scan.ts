import { type Case, answers, refuses, saves } from './case.ts'
import { declared, fields, xml } from './scan-input.ts'
import { statusPage } from './xnat.ts'

/** POST to a session's scans, and sharing of one. */
export const postScanCases: readonly Case[] = [
  {
    fact: 'A new scan\'s address comes back as text, and in Location with the query behind it',
    source: 'ScanList.handlePost, SecureResource.returnSuccessfulCreateFromList',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const query = '?xsiType=xnat:mrScanData&xnat:mrScanData/type=T1'
      const answer = await xnat.post(`${place.url}/scans${query}`)
      answers(t, answer, 200, `${xnat.client.url}${place.url}/scans/1`)
      t.equal(answer.headers['content-type'], 'text/plain;charset=ISO-8859-1')
      t.equal(answer.headers['location'], `${xnat.client.url}${place.url}/scans/1${query}`)
      t.match((await xnat.get(`${place.url}/scans?format=csv`)).body, ',1,T1,,xnat:mrScanData,')
    }
  },
  {
    fact: 'The address is the request\'s own: its prefix, its form, no slash twice',
    source: 'SecureResource.returnSuccessfulCreateFromList',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const archive = place.projectUrl.replace('/data', '/REST/archive')
      answers(t, await xnat.post(`${archive}/scans/?xsiType=xnat:mrScanData`), 200, `${xnat.client.url}${archive}/scans/1`)
    }
  },
  {
    fact: 'Without an ID the smallest positive number that is free is taken',
    source: 'ScanList.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1', '3', 'x')
      const post = async () => (await xnat.post(`${place.url}/scans?xnat:mrScanData/type=T1`)).body.split('/').at(-1)
      t.same([await post(), await post(), await post()], ['2', '4', '5'])
    }
  },
  {
    fact: 'The session\'s modality gives the type; the project is not set on the scan',
    source: 'ScanList.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const [session, scan] of [
        ['xnat:mrSessionData', 'xnat:mrScanData'],
        ['xnat:petSessionData', 'xnat:petScanData'],
        ['xnat:ctSessionData', 'xnat:ctScanData']
      ] as const) {
        const place = await xnat.place(session)
        t.equal((await xnat.post(`${place.url}/scans?ID=5&type=T`)).status, 200)
        const { body } = await xnat.get(`${place.url}/scans/5?format=json`)
        t.match(body, `"xsi:type":"${scan}"`)
        t.notMatch(body, '"project"')
        t.match(body, '"type":"T"')
      }
    }
  },
  {
    fact: 'Any other session gives none; the plain image scan is taken',
    source: 'ScanList.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place('xnat:usSessionData')
      refuses(t, await xnat.post(`${url}/scans`), 417, 'Need POST Contents')
      answers(t, await xnat.post(`${url}/scans?xsiType=xnat:imageScanData`), 200, `${xnat.client.url}${url}/scans/1`)
      t.match((await xnat.get(`${url}/scans?format=csv`)).body, ',1,,,xnat:imageScanData,')
    }
  },
  {
    fact: 'A scan without a modality can be given one later, and then keeps it; the fields of the modality find no row',
    source: 'ScanResource.handlePut, DBAction.StoreItem; recorded scan-type-change',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      await xnat.post(`${place.url}/scans?xsiType=xnat:imageScanData&note=n`)
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:mrScanData&xnat:mrScanData/parameters/tr=5&quality=q`))
      t.same(await fields(xnat, place), { ID: '1', note: 'n', quality: 'q' })
      t.match((await xnat.get(`${place.url}/scans/1?format=json`)).body, '"meta":{"xsi:type":"xnat:mrScanData","isHistory":false}')
      t.match((await xnat.get(`${place.url}/scans?xsiType=xnat:mrScanData`)).body, '"Result":[], "totalRecords": "0"')
      t.match((await xnat.get(`${place.url}/scans`)).body, '"xsiType":"xnat:mrScanData"')
      refuses(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:ctScanData`), 409, 'Specified xsiType differs from existing xsiType')
    }
  },
  {
    fact: 'A document makes the scan',
    source: 'SecureResource.loadItem',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      answers(
        t,
        await xnat.post(`${place.url}/scans`, {
          headers: xml,
          body: `<xnat:CTScan ID="a-1" ${declared}><xnat:note>n</xnat:note></xnat:CTScan>`
        }),
        200,
        `${xnat.client.url}${place.url}/scans/a-1`
      )
      t.same(await fields(xnat, place, 'a-1'), { ID: 'a-1', note: 'n' })
    }
  },
  {
    fact: 'What is no scan, is there already, or does not fit, is refused',
    source: 'ScanList.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?note=n')
      refuses(t, await xnat.post(`${place.url}/scans?xsiType=xnat:mrSessionData`), 422, 'Only Scan documents can be PUT to this address.')
      refuses(t, await xnat.post(`${place.url}/scans?ID=1&note=m`), 409, 'Specified scan already exists.')
      refuses(
        t,
        await xnat.post(`${place.url}/scans?xnat:mrScanData/frames=x`),
        400,
        "The content of element 'xnat:imageScanData' is not complete. '{\"http://nrg.wustl.edu/xnat\":frames}' Must Be A Valid Integer\n"
      )
      refuses(t, await xnat.post(`${place.url}/scans?ID=a%20b`), 500)
      refuses(
        t,
        await xnat.post(`${place.url}/scans?xsiType=xnat:fooScanData`),
        400,
        "org.nrg.xft.exception.ElementNotFoundException: Element not found: 'xnat:fooScanData'"
      )
      t.same(await fields(xnat, place), { ID: '1', note: 'n' })
      t.equal(Object.keys(await xnat.keys(place)).length, 1)
    }
  },
  {
    fact: 'Sharing takes the session along, answers with the page of the scan, and adds a share to both',
    source: 'ScanResource.handlePut, SecureResource.shareScanToProject',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1')
      const other = await xnat.newProject('private')
      const answer = await xnat.put(`${place.url}/scans/1/projects/${other}`)
      t.equal(answer.status, 200)
      t.match(answer.headers['content-type'], /^text\/html/)
      const { body } = await xnat.get(`${place.url}/scans/1?format=xml`)
      t.match(
        body,
        new RegExp(
          `<xnat:sharing>\n<xnat:share label="1" project="${other}">\n<!--hidden_fields\\[xnat_imageScanData_share_id="\\d+",` +
          'sharing_share_xnat_imageScanDat_xnat_imagescandata_id="\\d+"\\]-->\n</xnat:share>\n</xnat:sharing>'
        )
      )
      const list = (await xnat.get(`${place.url}/scans`)).body
      answers(
        t,
        await xnat.get(`/data/projects/${other}/subjects/${place.subject}/experiments/${place.label}/scans/1?format=xml`),
        200,
        body
      )
      t.match(list, `/data/experiments/${place.id}/scans/1`)
    }
  },
  {
    fact: 'What cannot be shared is refused: no such project, no such session, shared already, no share at all',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const other = await xnat.newProject('private')
      refuses(t, await xnat.put(`${place.url}/scans/1/projects/NO_SUCH_PROJECT`), 404, 'Unable to identify project: NO_SUCH_PROJECT')
      refuses(t, await xnat.put(`/data/experiments/NO_SUCH_SESSION/scans/1/projects/${other}`), 417, 'Could not load session')
      t.equal((await xnat.put(`${place.url}/scans/1/projects/${other}`)).status, 200)
      refuses(t, await xnat.put(`${place.url}/scans/1/projects/${other}`), 409, `Already assigned to project: ${other}`)
      refuses(t, await xnat.put(`${place.url}/scans/1/project/${other}`), 400)
    }
  },
  {
    fact: 'Sharing a scan that is not there fails, but the session has been shared by then',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const other = await xnat.newProject('private')
      refuses(t, await xnat.put(`${place.url}/scans/NO_SUCH_SCAN/projects/${other}`), 500)
      t.equal(
        (await xnat.get(`/data/projects/${other}/subjects/${place.subject}/experiments/${place.label}/scans/1?format=xml`)).status,
        200
      )
    }
  },
  {
    fact: 'Who may not create in the other project cannot share into it',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const other = await xnat.newProject('public')
      refuses(
        t,
        await xnat.put(`${place.url}/scans/1/projects/${other}`, { as: 'owner' }),
        403,
        `Specified user account has insufficient create privileges for experiments in the ${other} project.`
      )
    }
  }
]

/** DELETE of a scan. */
export const deleteScanCases: readonly Case[] = [
  {
    fact: 'A deleted scan is gone from everywhere, and its ID is free at once',
    source: 'ScanResource.handleDelete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?note=old&validation_status=ok', '2')
      saves(t, await xnat.delete(`${place.url}/scans/1`))
      refuses(t, await xnat.get(`${place.url}/scans/1`), 404, 'Unable to find the specified scan.')
      t.same(Object.keys(await xnat.keys(place)), ['2'])
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:mrScanData`))
      t.same(await fields(xnat, place), { ID: '1' })
    }
  },
  {
    fact: 'Through the project too, whatever subject the address names, and with removeFiles',
    source: 'ScanResource.handleDelete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1', '2')
      saves(t, await xnat.delete(`/data/projects/${xnat.project}/subjects/ANYTHING/experiments/${place.label}/scans/1?removeFiles=true`))
      saves(t, await xnat.delete(`/REST/experiments/${place.id}/scans/2?removeFiles=no`))
      t.same(await xnat.keys(place), {})
    }
  },
  {
    fact: 'One scan a request, which must be there; nothing may follow its ID',
    source: 'ScanResource.handleDelete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1', '2')
      for (const id of ['3', '1,2', 'ALL', '*']) {
        refuses(t, await xnat.delete(`${place.url}/scans/${id}`), 404, 'Unable to find the specified scan.')
      }
      refuses(t, await xnat.delete('/data/experiments/NO_SUCH_SESSION/scans/1'), 404, 'Unable to find the specified scan.')
      refuses(t, await xnat.delete(`${place.url}/scans/1/projects/X`), 400)
      t.same(Object.keys(await xnat.keys(place)), ['1', '2'])
    }
  },
  {
    fact: 'A shared scan is gone from every project',
    source: 'ScanResource.handleDelete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const other = await xnat.newProject('private')
      await xnat.put(`${place.url}/scans/1/projects/${other}`)
      saves(t, await xnat.delete(`/data/projects/${other}/subjects/X/experiments/${place.label}/scans/1`))
      const { status, body } = await xnat.get(`${place.url}/scans/1`)
      t.same([status, body], [404, statusPage(404, 'Unable to find the specified scan.')])
    }
  }
]
