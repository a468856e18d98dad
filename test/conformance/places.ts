import { type Case, answers, refuses, saves } from './case.ts'

/** Projects, subjects and experiments: as much of them as leads to a scan. */
export const placeCases: readonly Case[] = [
  {
    fact: 'A project is made and changed with 200 and nothing; title and running title are its ID',
    source: 'ProjectResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      saves(t, await xnat.put(`/data/projects/${id}?description=d&pi_firstname=Ada&pi_lastname=L`))
      const { body } = await xnat.get(`/data/projects/${id}?format=json`)
      for (const member of [`"ID":"${id}"`, `"secondary_ID":"${id}"`, `"name":"${id}"`, '"description":"d"']) t.match(body, member)
      t.match(
        (await xnat.get('/data/projects?format=json')).body,
        `{"pi_firstname":"Ada","secondary_ID":"${id}","pi_lastname":"L","name":"${id}","description":"d","ID":"${id}",` +
        `"URI":"/data/projects/${id}"}`
      )
    }
  },
  {
    fact: 'A project that cannot be made is refused, in the order of the checks',
    source: 'ProjectResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      refuses(
        t,
        await xnat.put(`/data/projects/X${id}?ID=Y${id}`),
        417,
        'The project ID for the REST call must match the value in submitted request body.'
      )
      refuses(t, await xnat.put(`/data/projects/${id}.x`), 417, 'Invalid character in project ID.')
      refuses(
        t,
        await xnat.put(`/data/projects/N${id}/prearchive_code/4`),
        400,
        "You can't set the 'prearchive_code' attribute without specifying the project on which you want to set it."
      )
      saves(t, await xnat.delete(`/data/projects/${id}`))
      refuses(
        t,
        await xnat.put(`/data/projects/${id}`),
        403,
        `Project '${id}' was used in a previously deleted project and cannot be reused.`
      )
      refuses(t, await xnat.delete(`/data/projects/${id}`), 400)
      refuses(t, await xnat.get(`/data/projects/${id}`), 404, 'Unable to find the specified experiment.')
    }
  },
  {
    fact: 'A subject is made with 201 and changed with 200, its ID is the body',
    source: 'SubjectResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { subject } = await xnat.place()
      const label = `${subject}a`
      const made = await xnat.put(`/data/projects/${xnat.project}/subjects/${label}?gender=female`)
      t.equal(made.status, 201)
      t.match(made.body, /^\w+_S\d{5,}$/)
      t.equal(made.headers['content-type'], 'text/plain;charset=ISO-8859-1')
      answers(t, await xnat.put(`/data/projects/${xnat.project}/subjects/${label}?gender=male`), 200, made.body)
      const byId = await xnat.get(`/data/subjects/${made.body}?format=xml`)
      t.equal(byId.status, 200)
      t.match(byId.body, '<xnat:gender>male</xnat:gender>')
      answers(t, await xnat.get(`/data/projects/${xnat.project}/subjects/${label}?format=xml`), 200, byId.body)
    }
  },
  {
    fact: 'A subject that is not there is 404, with an explanation that depends on where it was sought',
    source: 'SubjectResource.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      refuses(
        t,
        await xnat.get(`/data/projects/${xnat.project}/subjects/NO_SUCH_SUBJECT`),
        404,
        `Unable to find the specified subject. The project ${xnat.project} does not contain a subject identifiable by the ID or label ` +
        'NO_SUCH_SUBJECT.'
      )
      refuses(
        t,
        await xnat.get('/data/subjects/NO_SUCH_SUBJECT'),
        404,
        'Unable to find the specified subject. When searching by subject ID only, you must specify the accession number and not the ' +
        'subject label, which is not unique across the XNAT system. NO_SUCH_SUBJECT is not a known subject accession ID.'
      )
      refuses(t, await xnat.delete(`/data/projects/${xnat.project}/subjects/NO_SUCH_SUBJECT`), 404, 'Unable to find the specified subject.')
    }
  },
  {
    fact: 'A session is made with 201 and changed with 200; its subject is made where it is not there',
    source: 'SubjAssessmentResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { subject } = await xnat.place()
      const url = `/data/projects/${xnat.project}/subjects/${subject}b/experiments/E${subject}`
      refuses(t, await xnat.put(url), 417, 'Need PUT Contents')
      const made = await xnat.put(`${url}?xsiType=xnat:mrSessionData&date=2020-01-02`)
      t.equal(made.status, 201)
      t.match(made.body, /^\w+_E\d{5,}$/)
      answers(t, await xnat.put(`${url}?note=n`), 200, made.body)
      const { body } = await xnat.get(`/data/experiments/${made.body}?format=json`)
      for (const member of ['"xsi:type":"xnat:mrSessionData"', '"date":"2020-01-02"', '"note":"n"', `"label":"E${subject}"`]) {
        t.match(body, member)
      }
      t.match((await xnat.get(`/data/projects/${xnat.project}/subjects`)).body, `"label":"${subject}b"`)
    }
  },
  {
    fact: 'Experiments of a project are listed with seven keys and the address',
    source: 'ProjSubExptList',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const place = await xnat.place('xnat:mrSessionData', project)
      const { status, body } = await xnat.get(`/data/projects/${project}/experiments?format=json`)
      const date = /"insert_date":"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,3})"/.exec(body)?.[1]
      const row = `{"date":"","xsiType":"xnat:mrSessionData","xnat:subjectassessordata/id":"${place.id}","insert_date":"${date}",` +
        `"project":"${project}","ID":"${place.id}","label":"${place.label}","URI":"/data/experiments/${place.id}"}`
      answers(t, { status, body }, 200, `{"ResultSet":{"Result":[${row}], "totalRecords": "1"}}`)
    }
  },
  {
    fact: 'A session that is deleted takes its scans along; a subject its sessions',
    source: 'ExperimentResource.handleDelete, SubjectResource.handleDelete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.delete(place.projectUrl))
      refuses(t, await xnat.get(place.url), 404, 'Unable to find the specified experiment.')
      refuses(t, await xnat.get(`${place.url}/scans/1`), 404, 'Unable to find the specified scan.')
      const other = await xnat.placeWith('1')
      saves(t, await xnat.delete(`/data/projects/${xnat.project}/subjects/${other.subject}`))
      refuses(t, await xnat.get(`${other.url}/scans/1`), 404, 'Unable to find the specified scan.')
    }
  },
  {
    fact: 'An experiment that is no image session cannot be taken for one; by its ID the list does not know it',
    source: 'ScanResource, ScanList',
    run: async (t, xnat) => {
      const { id, label, projectUrl } = await xnat.place('xnat:subjectVariablesData')
      refuses(t, await xnat.get(`/data/experiments/${id}/scans`), 500)
      refuses(t, await xnat.get(`${projectUrl.replace(label, id)}/scans`), 404)
      for (const url of [`${projectUrl}/scans`, `/data/experiments/${id}/scans/1`]) {
        const answer = await xnat.get(url)
        t.equal(answer.status, 500)
        t.match(answer.body, '<h3>org.nrg.xdat.om.XnatSubjectvariablesdata cannot be cast to org.nrg.xdat.om.XnatImagesessiondata</h3>')
      }
      t.equal((await xnat.get(`/data/projects/${xnat.project}/experiments/${label}`)).status, 200)
    }
  },
  {
    fact: 'scan_types groups the descriptions of MR scans by type, scanners lists the scanners',
    source: 'ScanTypeListing, ScannerListing',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const place = await xnat.place('xnat:mrSessionData', project)
      await xnat.put(`${place.url}/scans/1?xsiType=xnat:mrScanData&type=T1&series_description=T1%20SE`)
      await xnat.put(`${place.url}/scans/2?xsiType=xnat:mrScanData&type=T1&series_description=T1`)
      await xnat.put(`${place.url}/scans/3?xsiType=xnat:petScanData&type=PIB`)
      answers(
        t,
        await xnat.get(`/data/projects/${project}/scan_types`),
        200,
        '{"ResultSet":{"Result":[{"series_descriptions":"T1 SE,T1,","type":"T1"}], "totalRecords": "1","title": "Scan Types"}}'
      )
      t.match((await xnat.get(`/data/projects/${project}/scan_types?table=xnat_petScanData`)).body, '"type":"PIB"')
      refuses(t, await xnat.get(`/data/projects/${project}/scan_types?table=xnat_ctScanData`), 403)
      refuses(t, await xnat.get('/data/projects/NO_SUCH_PROJECT/scan_types'), 404)
      const scanner = `Scanner ${place.id}`
      await xnat.put(`${place.projectUrl}?scanner=${encodeURIComponent(scanner)}`)
      const { body } = await xnat.get('/data/scanners')
      t.match(body, `{"scanner":"${scanner}"}`)
      t.match(body, /, "totalRecords": "\d+","title": "Scanners"\}\}$/)
    }
  }
]
