import { type FSWatcher, watch } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { plant } from '../seeds/plant/plant.ts'
import type { Seed } from '../seeds/schema.ts'
import { UnusableSeed, loadSeed } from '../seeds/read/load.ts'
import { filesNamed } from '../seeds/files-named.ts'

/** A file is often written in several steps. */
const settling = 100

/**
 * Looks for changes of a seed's file, and of the files that it names: each time every space is taken to what it says
 * then. The log reports a seed that cannot be used, which changes nothing.
 */
export function watchSeed (app: FastifyInstance, file: string, seed: Seed): void {
  new SeedWatch(app, file).look(seed)
}

class SeedWatch {
  private readonly app: FastifyInstance
  private readonly file: string
  private readonly watchers = new Map<string, FSWatcher>()
  /** What is looked for: whole paths. */
  private wanted: ReadonlySet<string> = new Set()
  private waiting: NodeJS.Timeout | undefined

  constructor (app: FastifyInstance, file: string) {
    this.app = app
    this.file = file
    app.server.once('close', () => { this.end() })
  }

  /** Watches folders: an editor may put a new file in the place of the old one. */
  look (seed: Seed): void {
    this.wanted = new Set([resolve(this.file), ...filesNamed(seed)])
    for (const folder of new Set([...this.wanted].map(path => dirname(path)))) {
      if (this.watchers.has(folder)) continue
      const watcher = watch(folder, (event, name) => { if (name === null || this.wanted.has(resolve(folder, name))) this.changed() })
      this.watchers.set(folder, watcher.on('error', error => { this.app.log.error(error) }).unref())
    }
  }

  private changed (): void {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => { this.load().catch((error: unknown) => { this.app.log.error(error) }) }, settling).unref()
  }

  private async load (): Promise<void> {
    const { app, file } = this
    try {
      const seed = await loadSeed(file)
      const { catalogue } = app.spaces.default
      app.spaces.reseed(store => { plant(store, catalogue, seed) })
      this.look(seed)
      app.log.info(`seed ${file} has changed: every space holds it now`)
    } catch (error) {
      if (!(error instanceof UnusableSeed)) throw error
      app.log.warn(`nothing has changed: ${error.message}`)
    }
  }

  private end (): void {
    clearTimeout(this.waiting)
    for (const watcher of this.watchers.values()) watcher.close()
  }
}
