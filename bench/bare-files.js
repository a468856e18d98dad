import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** The ceiling for files: a server that streams one to the disk and back. Usage: node bare-files.js FILE */
const [file] = process.argv.slice(2)
const server = createServer(async (request, response) => {
  if (request.method === 'PUT') {
    await pipeline(request, createWriteStream(file))
    response.end()
  } else {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': statSync(file).size })
    await pipeline(createReadStream(file), response)
  }
})
server.listen(0, '127.0.0.1', () => { process.stdout.write(`ready at http://127.0.0.1:${server.address().port}\n`) })
process.on('SIGTERM', () => { rmSync(file, { force: true }); process.exit(0) })
