import { createHash } from 'node:crypto'
import type { Clock } from '../process/clock.ts'

/** How a clock goes, as it is read and set. */
export interface ClockState {
  /** Epoch milliseconds. */
  readonly now: number
  readonly frozen: boolean
  /** What session IDs and UUIDs come from, where they are to be the same each time. */
  readonly randomSeed: number | undefined
}

/** What a clock begins with, where that is not the machine's. */
export type InitialClock = Partial<ClockState>

/** The time and the chance of one space: the machine's, until somebody sets, moves or stops it. */
export class SpaceClock implements Clock {
  private readonly base: Clock
  private offset = 0
  private stopped: number | undefined
  private randomSeed: number | undefined
  private drawn = 0

  private readonly initial: InitialClock

  /** @param initial what the clock begins with, and goes back to. */
  constructor (base: Clock, initial: InitialClock = {}) {
    this.base = base
    this.initial = initial
    this.reset()
  }

  now = (): number => this.stopped ?? this.base.now() + this.offset

  sessionId = (): string => this.randomSeed === undefined ? this.base.sessionId() : this.draw().slice(0, 32).toUpperCase()

  uuid = (): string => {
    if (this.randomSeed === undefined) return this.base.uuid()
    const digits = this.draw()
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`
  }

  bytes = (count: number): Buffer => {
    if (this.randomSeed === undefined) return this.base.bytes(count)
    const drawn = Array.from({ length: Math.ceil(count / 32) }, () => Buffer.from(this.draw(), 'hex'))
    return Buffer.concat(drawn).subarray(0, count)
  }

  private draw (): string {
    return createHash('sha256').update(`${this.randomSeed} ${this.drawn++}`).digest('hex')
  }

  get state (): ClockState {
    return { now: this.now(), frozen: this.stopped !== undefined, randomSeed: this.randomSeed }
  }

  /** Goes on from another time. */
  set (now: number): void {
    if (this.stopped === undefined) this.offset = now - this.base.now()
    else this.stopped = now
  }

  advance (milliseconds: number): void {
    this.set(this.now() + milliseconds)
  }

  freeze (): void {
    this.stopped ??= this.now()
  }

  /** Goes on from the time at which it stopped. */
  thaw (): void {
    const { stopped } = this
    this.stopped = undefined
    if (stopped !== undefined) this.set(stopped)
  }

  /** The same seed gives the same session IDs and UUIDs, in the order in which they are requested. */
  seed (randomSeed: number | undefined): void {
    this.randomSeed = randomSeed
    this.drawn = 0
  }

  /** The machine's time and chance again, or what the server was started with. */
  reset (): void {
    const { now, frozen = false, randomSeed } = this.initial
    const machine = this.base.now()
    this.offset = now === undefined ? 0 : now - machine
    // exactly that time, and not what it has become since
    this.stopped = frozen ? machine + this.offset : undefined
    this.seed(randomSeed)
  }
}
