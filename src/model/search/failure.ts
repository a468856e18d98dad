/** What XNAT answers with 500: its query cannot be built, or PostgreSQL refuses it. */
export class SearchFailed extends Error {}

/** The root is no type that can be searched: XNAT answers 403 (SearchResource). */
export class NotSearchable extends Error {}
