import { Failure, type Rule, about, always } from './failure.ts'

/** What this server answers in its own words, where XNAT has no such limit or feature. */
export const own = {
  noSuchRange: rule => (size: string) => new Failure(rule, { status: 416, source: 'the server\'s own word', headers: { 'Content-Range': `bytes */${size}` } }, 'There is no such range of bytes.'),
  ignored: about(400, '--strict', text => text),
  foreignForm: always(403, 'the site\'s own forms', 'The form does not have the token of this session.', 'container'),
  bodyTooLarge: always(413, 'the server\'s own limit', 'The request entity is larger than this server takes.'),
  strangeHost: always(403, 'the server\'s own rule', 'This server does not answer to that name; xnat-mock --allowed-hosts lets it.', 'container'),
  tooManySpaces: always(503, 'the server\'s own limit', 'There are as many spaces as this server takes.', 'container'),
  notImplemented: about(501, 'a feature that this server does not have', feature => `xnat-mock does not have this feature of XNAT: ${feature}`),
  notImplementedInXapi: about(501, 'a feature that this server does not have', feature => `xnat-mock does not have this feature of XNAT: ${feature}`, 'text'),
  badArchive: about(400, 'the server\'s own word', why => `The archive cannot be read: ${why}`),
  tooManyEntries: about(413, 'the server\'s own limit', limit => `The archive has more than ${limit} files.`),
  tooDeep: always(413, 'the server\'s own limit', 'Archives lie too deep in archives.'),
  unpacksTooLarge: always(413, 'the server\'s own limit', 'The archive unpacks to more than this server takes.'),
  unsafePath: about(400, 'the server\'s own word', why => why)
} satisfies Record<string, Rule<never>>
