import { type Case, answers, refusedByContainer, refusedByFilters, refusedByXnat, refuses, saves } from './case.ts'
import { defaults } from './xnat.ts'

const notFound = 'Unable to find the specified scan.'

/** How requests reach a resource, and what every answer has. */
export const addressCases: readonly Case[] = [
  ...(['/data/archive', '/REST', '/REST/archive'] as const).map((prefix): Case => ({
    fact: `${prefix} leads where /data leads, in both forms, and generated addresses begin with /data all the same`,
    source: 'XNATApplication.attachArchiveURI',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1')
      const list = (await xnat.get(`${place.url}/scans`)).body
      const scan = (await xnat.get(`${place.url}/scans/1?format=xml`)).body
      for (const url of [place.url, place.projectUrl]) {
        const other = url.replace('/data', prefix)
        answers(t, await xnat.get(`${other}/scans`), 200, list)
        answers(t, await xnat.get(`${other}/scans/1?format=xml`), 200, scan)
      }
      t.match(list, `"URI":"/data/experiments/${place.id}/scans/1"`)
    }
  })),
  {
    fact: 'Sessions have no archive twin',
    source: 'XNATApplication.attachURI',
    seen: '1.8.11',
    run: async (t, xnat) => { refuses(t, await xnat.get('/data/archive/JSESSION'), 404) }
  },
  {
    fact: 'A slash at the end changes nothing',
    source: 'org.restlet.Router',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      answers(t, await xnat.get(`${url}/scans/`), 200, (await xnat.get(`${url}/scans`)).body)
      answers(t, await xnat.get(`${url}/scans/1/?format=xml`), 200, (await xnat.get(`${url}/scans/1?format=xml`)).body)
    }
  },
  {
    fact: 'Templates match as prefixes: what follows the list\'s name is lost',
    source: 'org.restlet.util.Template',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      answers(t, await xnat.get(`${url}/scansFOO`), 200, (await xnat.get(`${url}/scans`)).body)
    }
  },
  {
    fact: 'A path that does not decode, or has a NUL, a slash or a backslash encoded in it, does not get past the container',
    source: 'org.apache.catalina.connector.CoyoteAdapter.postParseRequest; recorded addresses-firewall',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const [path, message] of [
        ['%', 'Invalid URI: [End of file (EOF)]'],
        ['A%2', 'Invalid URI: [End of file (EOF)]'],
        ['%zz', 'Invalid URI: [The hexadecimal encoding is invalid]'],
        ['A%2Fb', 'Invalid URI: [The encoded slash character is not allowed]'],
        ['A%5cb', 'Invalid URI'],
        ['%00', 'Invalid URI']
      ] as const) {
        for (const place of ['/data/projects', '/xapi/users']) {
          const answer = await xnat.get(`${place}/${path}`)
          refusedByContainer(t, answer, 400)
          t.match(answer.body, `<b>Message</b> ${message}</p>`)
          t.equal(answer.headers['x-frame-options'], undefined)
        }
      }
    }
  },
  {
    fact: 'A path with two slashes, a semicolon, or an encoded percent sign, semicolon or dot does not get past the firewall',
    source: 'org.springframework.security.web.firewall.StrictHttpFirewall; recorded addresses-firewall',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const path of [
        '/data//projects', '//data/projects', '/data/projects//', '/data/projects;x=1', '/data/projects;', '/data/projects/a%25b',
        '/data/projects/a%3Bb', '/data/projects/a%2Eb', '/xapi//users', '/xapi/users;x', '/schemas//xnat/xnat.xsd'
      ]) {
        refusedByXnat(t, await xnat.get(path), 500, false)
      }
      refusedByXnat(t, await xnat.get('/data//projects', { as: null }), 500, false)
    }
  },
  {
    fact: 'What no servlet has is the container\'s 404, which names it; below /xapi nothing is named',
    source: 'org.apache.catalina.servlets.DefaultServlet.serveResource; recorded addresses-odd, accept-xapi-extensions',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const [path, named] of [
        ['/DATA/projects', '&#47;DATA&#47;projects'], ['/XAPI/users', '&#47;XAPI&#47;users'], ['/xapi/USERS', ''], ['/xapi/nonsense', '']
      ] as const) {
        const answer = await xnat.get(path)
        refusedByFilters(t, answer, 404)
        if (named === '') t.notMatch(answer.body, 'Message')
        else t.match(answer.body, `<b>Message</b> The requested resource [${named}] is not available</p>`)
      }
    }
  },
  {
    fact: 'Who is not let in is refused by the filters, before Restlet',
    source: 'XnatAuthenticationEntryPoint.commence, XnatBasicAuthenticationFilter; recorded basic-refused-places',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const wrong = { as: null, headers: { authorization: `Basic ${Buffer.from('nobody:x').toString('base64')}` } }
      for (const path of ['/data/projects', '/data/nothing', '/xapi/users/username']) {
        refusedByFilters(t, await xnat.get(path, { as: null }), 401)
        refusedByFilters(t, await xnat.get(path, wrong), 401)
      }
    }
  },
  {
    fact: 'What a resource\'s constructor throws, or the query, is a 500 without Accept-Ranges',
    source: 'com.noelios.restlet.application.RangeFilter.afterHandle; recorded scan-list-addresses, addresses-odd',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const path of ['/data/experiments/NOPE/scans', '/data/projects?x=%zz']) {
        const { status, headers } = await xnat.get(path)
        t.same([status, headers['server'], headers['accept-ranges']], [500, 'Noelios-Restlet-Engine/1.1.10', undefined], path)
      }
    }
  },
  {
    fact: 'What is no resource below /data is Restlet\'s 404',
    source: 'org.restlet.Router.getNext',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const path of ['/data/version', '/data/uptime', '/data/buildInfo', '/data/nothing/at/all', '/REST/nothing']) {
        refuses(t, await xnat.get(path), 404)
      }
    }
  },
  {
    fact: 'Segments of the address have case',
    source: 'org.restlet.util.Template',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id } = await xnat.place()
      refuses(t, await xnat.get(`/data/Experiments/${id}/scans`), 404)
    }
  },
  {
    fact: 'There are no scans below /projects/{P}/experiments/{E}: the session itself is the answer',
    source: 'ExperimentResource.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const session = (await xnat.get(`/data/projects/${xnat.project}/experiments/${place.label}?format=xml`)).body
      t.match(session, '<xnat:MRSession')
      answers(t, await xnat.get(`/data/projects/${xnat.project}/experiments/${place.label}/scans?format=xml`), 200, session)
      answers(t, await xnat.get(`/data/projects/${xnat.project}/experiments/${place.label}/scans/1?format=xml`), 200, session)
    }
  },
  {
    fact: 'Writing there is refused: PUT for a path that is no share, or for what it names; DELETE for the path',
    source: 'ExperimentResource.handlePut, SecureResource.getProjectFromFilePath',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const experiments = `/data/projects/${xnat.project}/experiments`
      refuses(t, await xnat.put(`${experiments}/${place.label}/scans/1?xsiType=xnat:mrScanData`), 400)
      refuses(
        t,
        await xnat.put(`${experiments}/NOPE/scans/1?xsiType=xnat:mrScanData`),
        422,
        'Only xnat:Subject documents can be PUT to this address.'
      )
      refuses(t, await xnat.put(`${experiments}/NOPE/scans/1`), 417, 'Need PUT Contents')
      refuses(
        t,
        await xnat.delete(`${experiments}/${place.label}/scans/1`),
        400,
        "Illegal file path 'scans/1' does not start with 'projects/'."
      )
      t.equal((await xnat.get(`${place.url}/scans/1?format=xml`)).status, 200)
    }
  },
  {
    fact: 'The list finds a session by ID alone, or by ID or label in the project; whatever is not there is 404 or 500',
    source: 'ScanList',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, label, subject } = await xnat.place()
      const project = `/data/projects/${xnat.project}/subjects`
      t.equal((await xnat.get(`${project}/${subject}/experiments/${id}/scans`)).status, 200)
      refuses(t, await xnat.get(`/data/experiments/${label}/scans`), 500)
      refuses(t, await xnat.get('/data/experiments/NO_SUCH_SESSION/scans'), 500)
      refuses(t, await xnat.get(`/data/projects/NO_SUCH_PROJECT/subjects/${subject}/experiments/${label}/scans`), 500)
      refuses(t, await xnat.get(`${project}/NO_SUCH_SUBJECT/experiments/${label}/scans`), 404)
      refuses(t, await xnat.get(`${project}/${subject}/experiments/NO_SUCH_SESSION/scans`), 404)
    }
  },
  {
    fact: 'The list fails so for every method, before anything else about it',
    source: 'org.restlet.Finder.createTarget',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const method of ['POST', 'OPTIONS', 'PUT', 'DELETE']) {
        refuses(t, await xnat.ask(method, '/data/experiments/NO_SUCH_SESSION/scans'), 500)
      }
    }
  },
  {
    fact: 'One scan is found whatever the subject in its address says, and whatever project it names wrongly',
    source: 'ScanResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, label, url } = await xnat.placeWith('1')
      const xml = (await xnat.get(`${url}/scans/1?format=xml`)).body
      answers(t, await xnat.get(`/data/projects/${xnat.project}/subjects/ANYTHING/experiments/${label}/scans/1?format=xml`), 200, xml)
      answers(t, await xnat.get(`/data/projects/NO_SUCH_PROJECT/subjects/ANYTHING/experiments/${id}/scans/1?format=xml`), 200, xml)
      refuses(t, await xnat.get(`/data/projects/NO_SUCH_PROJECT/subjects/ANYTHING/experiments/${label}/scans/1`), 404, notFound)
      refuses(t, await xnat.get(`/data/experiments/${label}/scans/1`), 404, notFound)
    }
  },
  {
    fact: 'A scan\'s ID is one, exactly: no lists, no wildcards, no types, no decoding',
    source: 'ScanResource.queryForScan',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1', 'a')
      for (const id of ['ALL', '*', '1,a', 'T1', 'A', '%31']) refuses(t, await xnat.get(`${url}/scans/${id}`), 404, notFound)
    }
  },
  {
    fact: 'Every answer has Restlet\'s and Spring\'s headers; no entity tags, nothing about caching',
    source: 'HttpServerConverter.addResponseHeaders, SecurityConfig',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      for (const path of [`${url}/scans`, `${url}/scans/1?format=xml`, '/data/nothing']) {
        const { headers } = await xnat.get(path)
        t.match(headers, {
          server: 'Noelios-Restlet-Engine/1.1.10',
          'accept-ranges': 'bytes',
          date: /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
          'x-content-type-options': 'nosniff',
          'x-xss-protection': '1; mode=block',
          'x-frame-options': 'SAMEORIGIN',
          'content-security-policy': "frame-ancestors 'self'"
        })
        for (const name of ['etag', 'last-modified', 'cache-control', 'strict-transport-security']) t.equal(headers[name], undefined)
      }
    }
  },
  {
    fact: 'Vary stands on negotiated answers, but not for user agents with MSIE in their name, nor on writes',
    source: 'org.restlet.resource.Resource.handleGet',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      t.equal((await xnat.get(`${url}/scans`)).headers['vary'], 'Accept-Charset, Accept-Encoding, Accept-Language, Accept')
      t.equal(
        (await xnat.get(`${url}/scans`, { headers: { 'user-agent': 'Mozilla/4.0 (compatible; MSIE 8.0)' } })).headers['vary'],
        undefined
      )
      t.equal((await xnat.put(`${url}/scans/1?note=n`)).headers['vary'], undefined)
    }
  },
  {
    fact: 'If-Match never matches, If-None-Match never does either: 412 and 200',
    source: 'org.restlet.data.Conditions.getStatus',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      refuses(t, await xnat.get(`${url}/scans/1`, { headers: { 'if-match': '"x"' } }), 412, defaults[412])
      t.equal((await xnat.get(`${url}/scans/1`, { headers: { 'if-none-match': '"x"' } })).status, 200)
      t.equal((await xnat.get(`${url}/scans`, { headers: { 'if-modified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' } })).status, 200)
    }
  },
  ...(
    [
      ['scans', ['PUT', 'DELETE', 'PATCH', 'PROPFIND'], 'GET, HEAD, OPTIONS, POST'],
      ['scans/1', ['POST', 'PATCH', 'PROPFIND'], 'DELETE, GET, HEAD, OPTIONS, PUT']
    ] as const
  ).map(([path, refused, allowed]): Case => ({
    fact: `${refused.join(', ')} on ${path} is 405 with Allow, and OPTIONS tells the same`,
    source: 'org.restlet.Finder.handle',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const methods = (allow: string | undefined) => (allow ?? '').split(', ').sort().join(', ')
      for (const method of refused) {
        const answer = await xnat.ask(method, `${url}/${path}`)
        refuses(t, answer, 405)
        t.equal(methods(answer.headers['allow']), allowed)
      }
      const options = await xnat.ask('OPTIONS', `${url}/${path}`)
      answers(t, options, 200, '')
      t.equal(methods(options.headers['allow']), allowed)
      t.equal((await xnat.get(`${url}/${path}`)).headers['allow'], undefined)
    }
  })),
  {
    fact: 'HEAD is GET without its body; an error comes from the container then',
    source: 'com.noelios.restlet.http.HttpServerConverter.commit',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const got = await xnat.get(`${url}/scans`)
      const head = await xnat.ask('HEAD', `${url}/scans`)
      answers(t, head, 200, '')
      t.equal(head.headers['content-type'], got.headers['content-type'])
      const missing = await xnat.ask('HEAD', `${url}/scans/NO_SUCH_SCAN`)
      answers(t, missing, 404, '')
      t.match(missing.headers['content-type'], /^text\/html;\s?charset=utf-8$/i)
    }
  },
  {
    fact: '?method= turns a POST into another method, and OPTIONS any method',
    source: 'com.noelios.restlet.TunnelFilter',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      saves(t, await xnat.post(`${url}/scans/1?method=PUT&note=n`))
      t.match((await xnat.get(`${url}/scans/1?format=xml`)).body, '<xnat:note>n</xnat:note>')
      t.equal((await xnat.post(`${url}/scans?method=GET`)).body, (await xnat.get(`${url}/scans`)).body)
      t.ok((await xnat.get(`${url}/scans?method=OPTIONS`)).headers['allow'])
      saves(t, await xnat.post(`${url}/scans/1?method=DELETE`))
      t.equal((await xnat.get(`${url}/scans/1`)).status, 404)
      t.equal((await xnat.get(`${url}/scans?method=DELETE`)).status, 200)
    }
  },
  {
    fact: '?media= goes for the Accept header',
    source: 'com.noelios.restlet.TunnelFilter',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      t.equal((await xnat.get(`${url}/scans?media=xml`)).headers['content-type'], 'text/xml')
      t.equal((await xnat.get(`${url}/scans?media=html`, { headers: { accept: 'application/json' } })).headers['content-type'], 'text/html')
      refusedByContainer(t, await xnat.get(`${url}/scans?media=txt`), 406)
      t.equal((await xnat.get(`${url}/scans?media=nothing`)).headers['content-type'], 'application/json')
    }
  }
]
