import { test } from 'tap'
import { Paths } from '../src/routes/spring/paths.ts'

const paths = new Paths<string>()
for (const template of [
  '/xapi/users', '/xapi/users/profiles', '/xapi/users/{username}', '/xapi/users/{username}/roles/{role}', '/xapi/users/{username}/roles',
  '/xapi/users/active/{username}', '/xapi/schemas/{name}.xsd', '/xapi/schemas/{name}'
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
  ['/xapi/users/ada/else', undefined],
  ['/xapi/Users', undefined],
  ['/xapi', undefined],
  ['', undefined]
]

test('a word goes before a variable, an ending before none, and all of the path must match', async t => {
  for (const [url, template, params] of found) {
    t.same(paths.find(url), template === undefined ? undefined : { found: template, params }, url)
  }
})
