/** Who sends a document, and to where. */
export interface Sender {
  /** The address of the search. */
  readonly url: string
  /** undefined for a guest. */
  readonly login: string | undefined
}

/** A document in its quotation marks cannot end any of these: its text has no quotation mark, and each element is one line. */
type Program = (document: string, sender: Sender) => string

const curl: Program = (document, { url, login }) => [
  `curl ${login === undefined ? '' : `-u '${login}' `}-H 'content-type: text/xml' --data-binary @- '${url}' <<'END_OF_SEARCH'`,
  document,
  'END_OF_SEARCH'
].join('\n')

const r: Program = (document, { url, login }) => [
  'library(httr)',
  `document <- r"---(${document})---"`,
  `answer <- POST("${url}", body = document, content_type("text/xml")${
    login === undefined ? '' : `, authenticate("${login}", readline("Password: "))`})`,
  'stop_for_status(answer)',
  'rows <- read.csv(text = content(answer, "text", encoding = "UTF-8"))'
].join('\n')

const python: Program = (document, { url, login }) => [
  'import csv, getpass, io, requests',
  `document = r'''${document}'''`,
  `answer = requests.post('${url}', data=document.encode(), headers={'Content-Type': 'text/xml'}${
    login === undefined ? '' : `, auth=('${login}', getpass.getpass())`})`,
  'answer.raise_for_status()',
  'rows = list(csv.DictReader(io.StringIO(answer.text)))'
].join('\n')

/** A search as something that sends it, by the name of the language. */
export const programs: readonly (readonly [name: string, program: Program])[] = [['curl', curl], ['R', r], ['Python', python]]
