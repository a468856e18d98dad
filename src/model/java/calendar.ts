/** java.util.GregorianCalendar in UTC: the Julian calendar before 15 October 1582, lenient, and no year below 1 but of another era. */

const day = 86_400_000

/** 1582-10-15, the first day of the new calendar, in days from 1970. */
const cutover = -141_427

/** Days from 1970 to a day that may lie beyond its month, in the new calendar. */
function gregorianDay (year: number, month: number, dayOfMonth: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, 1)
  return date.getTime() / day + dayOfMonth - 1
}

/** The same in the old one, where every fourth year has a leap day. Years begin in March here. */
function julianDay (year: number, month: number, dayOfMonth: number): number {
  const months = year * 12 + month - 2
  const marchYear = Math.floor(months / 12)
  return Math.floor(marchYear * 365.25) + Math.floor(((months - marchYear * 12) * 153 + 2) / 5) + dayOfMonth - 719_471
}

/**
 * Epoch milliseconds of a time; every field may lie beyond its range.
 * @param month from 0.
 */
export function epochOf (year: number, month: number, dayOfMonth: number, milliseconds = 0): number {
  const gregorian = gregorianDay(year, month, dayOfMonth)
  // the year alone decides, wherever months and days lead from it
  const old = year < 1582 || gregorian < cutover
  return (old ? julianDay(year, month, dayOfMonth) : gregorian) * day + milliseconds
}

/** A day as Java prints it; years before Christ count backwards from 1, and nothing tells of the era. */
export interface CivilDate {
  readonly year: number
  /** From 0. */
  readonly month: number
  readonly day: number
}

export function civilDate (epoch: number): CivilDate {
  const days = Math.floor(epoch / day)
  if (days >= cutover) {
    const date = new Date(epoch)
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() }
  }
  const sinceMarch = days + 719_470
  const marchYear = Math.floor((sinceMarch + 0.75) / 365.25)
  const ofYear = sinceMarch - Math.floor(marchYear * 365.25)
  const marchMonth = Math.floor((ofYear * 5 + 2) / 153)
  const year = marchMonth < 10 ? marchYear : marchYear + 1
  return { year: year < 1 ? 1 - year : year, month: (marchMonth + 2) % 12, day: ofYear - Math.floor((marchMonth * 153 + 2) / 5) + 1 }
}
