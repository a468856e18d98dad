import { test } from 'tap'
import { Paths } from '../src/http/paths.ts'

const paths = new Paths<string>()
for (const template of [
  '/xapi/users', '/xapi/users/profiles', '/xapi/users/{username}', '/xapi/users/{username}/roles/{role}', '/xapi/users/{username}/roles',
  '/xapi/users/active/{username}', '/xapi/schemas/{name}.xsd', '/xapi/schemas/{name}', '/', '/xapi/users/methods/**', '/xapi/projects/**',
  '/xapi/projects/{project}/users'
]) paths.add(template, template)

const found: readonly (readonly [url: string, template: string | undefined, params?: Readonly<Record<string, string>>])[] = [
  ['/xapi/users', '/xapi/users', {}],
  ['/xapi/users/', '/xapi/users', {}],
  ['/xapi/users?x=/y', '/xapi/users', {}],
  ['/xapi/users/profiles', '/xapi/users/profiles', {}],
  ['/xapi/users/ada', '/xapi/users/{username}', { username: 'ada' }],
  ['/xapi/users/a%2Fb%20c', '/xapi/users/{username}', { username: 'a/b c' }],
  ['/xapi/users/profiles/roles', '/xapi/users/{username}/roles', { username: 'profiles' }],
  ['/xapi/users/ada/roles/a.b', '/xapi/users/{username}/roles/{role}', { username: 'ada', role: 'a.b' }],
  ['/xapi/users/active/ada', '/xapi/users/active/{username}', { username: 'ada' }],
  ['/xapi/users/active/roles', '/xapi/users/active/{username}', { username: 'roles' }],
  ['/xapi/schemas/xnat.xsd', '/xapi/schemas/{name}.xsd', { name: 'xnat' }],
  ['/xapi/schemas/xnat', '/xapi/schemas/{name}', { name: 'xnat' }],
  ['/', '/', {}],
  ['', '/', {}],
  ['/xapi/users/methods', '/xapi/users/methods/**', {}],
  ['/xapi/users/methods/roles', '/xapi/users/methods/**', {}],
  ['/xapi/users/methods/roles/x/y', '/xapi/users/methods/**', {}],
  ['/xapi/projects/A/users', '/xapi/projects/{project}/users', { project: 'A' }],
  ['/xapi/projects/A/else', '/xapi/projects/**', {}],
  ['/xapi/users/ada/else', undefined],
  ['/xapi/users//roles', undefined],
  ['/xapi/schemas/.xsd', '/xapi/schemas/{name}', { name: '.xsd' }],
  ['/xapi/Users', undefined],
  ['/xapi', undefined]
]

test('a word goes before a variable, an ending before none, and all of the path must match', async t => {
  for (const [url, template, params] of found) {
    t.same(paths.find(url), template === undefined ? undefined : { found: template, params }, url)
  }
})

test('all matches of a path, the best first', async t => {
  const templates = (path: string) => [...paths.all(path)].map(({ found }) => found)
  t.same(templates('/xapi/schemas/xnat.xsd'), ['/xapi/schemas/{name}.xsd', '/xapi/schemas/{name}'])
  t.same(templates('/xapi/users/methods/roles'), ['/xapi/users/methods/**', '/xapi/users/{username}/roles'])
  t.same(templates('/nothing'), [])
})
