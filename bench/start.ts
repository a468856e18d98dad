import { Server, median } from './server.ts'

async function timed (start: () => Promise<Server>, target: string): Promise<number> {
  const before = performance.now()
  const server = await start()
  const { status } = await server.ask('GET', target)
  const taken = performance.now() - before
  if (status !== 200) throw new Error(`${target} answered ${status}`)
  await server.stop()
  return taken
}

/** Milliseconds from the start of the process to the first 200, medians over alternated rounds. */
export async function coldStart (rounds: number): Promise<{ mock: number, bare: number }> {
  const mock: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round++) {
    bare.push(await timed(() => Server.bare(), '/'))
    mock.push(await timed(() => Server.mock(), '/data/experiments/XNAT_E00001/scans'))
  }
  return { mock: median(mock), bare: median(bare) }
}
