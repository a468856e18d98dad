import { test } from 'tap'
import { headerText } from '../../../src/plugins/explain.ts'
import { faultPage } from '../../../src/plugins/fault-page.ts'
import { KnownPaths } from '../../../src/plugins/nearest-path.ts'

test('a text as a header may hold it', async t => {
  for (const [text, header] of [
    ['a b~', 'a b~'],
    ['a\r\nb', 'a%0D%0Ab'],
    ['ä中', '%C3%A4%E4%B8%AD'],
    ['a\uD800b', 'a%3Fb'],
    ['x'.repeat(1001), 'x'.repeat(1000)]
  ] as const) t.equal(headerText(text), header)
})

test('the address that a path most likely means', async t => {
  const paths = new KnownPaths()
  for (const url of ['/data/projects', '/data/projects/:ID', '/data/projects/:ID/subjects', '/data/experiments/:ID', '/data/*']) {
    paths.add(url)
  }
  for (const [path, near] of [
    ['/data/project', '/data/projects'],
    ['/dat/projets', '/data/projects'],
    ['/data/projects', undefined],
    ['/data/projcts/P', '/data/projects/P'],
    ['/data/projcts/', undefined],
    ['/data/projects/P/subject', '/data/projects/P/subjects'],
    ['/data/projects/P/subjects/more', undefined],
    ['/data/altogether', undefined],
    ['/data/experimnts/E', '/data/experiments/E']
  ] as const) t.equal(paths.like(path), near, path)
})

test('the pages that faults answer with', async t => {
  for (const [answer, type, text] of [
    [{ status: 500 }, 'text/html;charset=ISO-8859-1', '<h3>The server encountered an unexpected condition'],
    [{ status: 500, message: 'm' }, 'text/html;charset=ISO-8859-1', '<h3>m</h3>'],
    [{ status: 503, page: 'container' }, 'text/html;charset=utf-8', '<h1>HTTP Status 503'],
    [{ status: 502, page: 'nginx' }, 'text/html', '<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>'],
    [{ status: 200, page: 'login' }, 'text/html;charset=UTF-8', '<!-- BEGIN xnat-templates/screens/Login.vm -->'],
    [{ status: 500, page: 'text', message: 'm' }, 'text/plain;charset=ISO-8859-1', 'm']
  ] as const) {
    const page = faultPage(answer, '/base')
    t.equal(page.headers['content-type'], type, JSON.stringify(answer))
    t.match(page.text, text, JSON.stringify(answer))
  }
  t.match(faultPage({ status: 200, page: 'login' }, '/base').text, '/base/')
})
