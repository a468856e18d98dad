/** Epoch milliseconds of a time in a seed. */
export const timeOf = (text: string | undefined): number | undefined => text === undefined ? undefined : Date.parse(text)

/** The same the other way. */
export const timeText = (time: number): string => new Date(time).toISOString()
