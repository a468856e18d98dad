/** One operation of a client. */
export interface Step {
  /** The client with its version. */
  readonly client: string
  readonly operation: string
  /** Whether it did what it should; or the server lacks the feature and the client saw an error. */
  readonly outcome: 'passed' | 'failed' | 'lacking'
  readonly detail: string
}
