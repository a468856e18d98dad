// Loaded into the server before it starts, with --expose-gc: on SIGUSR2 it frees what nothing holds and writes what is left, in bytes.
process.on('SIGUSR2', () => {
  globalThis.gc()
  process.stderr.write(`${JSON.stringify({ probe: process.memoryUsage() })}\n`)
})
