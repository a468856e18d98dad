import { createHash } from 'node:crypto'

/** A UID below 2.25, the same for the same text. */
export const uidFor = (text: string): string => `2.25.${BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 30)}`)}`
