import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'

/** The ceiling: a server that sends the same bytes to everybody. Usage: node bare.js [FILE] */
const [file] = process.argv.slice(2)
const body = file === undefined ? Buffer.from('{}') : readFileSync(file)
const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => { process.stdout.write(`ready at http://127.0.0.1:${server.address().port}\n`) })
process.on('SIGTERM', () => process.exit(0))
