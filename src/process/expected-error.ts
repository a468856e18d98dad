/** Something that whoever runs a command can mend: reported in one line, without a stack. Anything else is a defect. */
export class ExpectedError extends Error {
  /** What the command then ends with. */
  readonly exitCode: number = 1
}
