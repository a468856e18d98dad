import { dictionary } from './dictionary.ts'

const durations = new Map<string, number>()

/** XNAT's `15 minutes`, `1 hour` and the like (PostgreSQL's intervals), in milliseconds. @param otherwise for what is none. */
export function durationOf (text: string, otherwise = 900_000): number {
  const known = durations.get(text)
  if (known !== undefined) return known
  const duration = parseDuration(text)
  if (duration === 0) return otherwise
  if (durations.size < 100) durations.set(text, duration)
  return duration
}

const units = dictionary<number>({
  second: 1e3,
  minute: 60e3,
  hour: 3600e3,
  day: 86400e3,
  week: 604800e3,
  month: 30 * 86400e3,
  year: 365 * 86400e3
})

const parseDuration = (text: string): number =>
  [...text.matchAll(/(\d+)\s*(second|minute|hour|day|week|month|year)s?/gi)]
    .reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit.toLowerCase()] ?? 0), 0)
