/** Text in ISO-8859-1; Java writes `?` for what the charset does not have. */
// eslint-disable-next-line no-control-regex -- everything beyond the charset
export const latin1 = (text: string): Buffer => Buffer.from(text.replace(/[^\x00-\xFF]/gu, '?'), 'latin1')
