/** Pixels that cannot be shown; the message says why, in the words of dcm4che where it has some. */
export class Unreadable extends Error {
  /** Whether dcm4che takes it for damaged data (IOException), which XNAT reports to its caller; else it is unexpected there. */
  readonly damaged: boolean

  constructor (message: string, damaged = true) {
    super(message)
    this.damaged = damaged
  }
}
