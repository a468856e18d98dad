import { ExpectedError } from '../../process/expected-error.ts'

/** A seed that cannot be written, in words for whoever requested it. */
export class ExportFailed extends ExpectedError {}
