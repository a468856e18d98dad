/** One operation of a client. */
export interface Step {
  /** The client with its version. */
  readonly client: string
  readonly operation: string
  /** Whether it did what it should; or the server lacks the feature; or the client fails with every XNAT. */
  readonly outcome: 'passed' | 'failed' | 'lacking' | 'faithful'
  readonly detail: string
}
