import { ExpectedError } from '../../process/expected-error.ts'

/** A seed that cannot be written, in words for whoever asked for it. */
export class ExportFailed extends ExpectedError {}
