import { readFileSync } from 'node:fs'
import { type Node, Server, median } from './server.ts'

interface Start {
  /** Milliseconds from the start of the process to the first 200. */
  readonly taken: number
  /** What the process has then, in MB. Linux only. */
  readonly resident: number
}

async function timed (start: () => Promise<Server>, target: string): Promise<Start> {
  const before = performance.now()
  const server = await start()
  const { status } = await server.ask('GET', target)
  const taken = performance.now() - before
  if (status !== 200) throw new Error(`${target} answered ${status}`)
  const resident = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? NaN) * 1024 / 1e6
  await server.stop()
  return { taken, resident }
}

/** This server beside a bare one, both on one Node: medians over alternated rounds. */
export async function coldStart (rounds: number, node: Node): Promise<{ mock: Start, bare: Start }> {
  const mock: Start[] = []
  const bare: Start[] = []
  for (let round = 0; round < rounds; round++) {
    bare.push(await timed(() => Server.bareOn(node), '/'))
    mock.push(await timed(() => Server.mockOn(node), '/data/experiments/XNAT_E00001/scans'))
  }
  return { mock: medians(mock), bare: medians(bare) }
}

const medians = (starts: readonly Start[]): Start => ({
  taken: median(starts.map(({ taken }) => taken)),
  resident: median(starts.map(({ resident }) => resident))
})
