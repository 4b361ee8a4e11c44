/**
 * Calendar days as texts like 2026-01-31. `Date` counts moments and asks for a zone, and a pure room has no clock; what deadlines need of a
 * calendar is one sum, exact for every day of the Gregorian calendar, so no library stands behind it.
 */

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/u
/** Days before each month of a year that begins in March: February, the only one of changing length, comes last. */
const BEFORE_MONTH = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337] as const

/** Whether a text is a day that the calendar has. */
export function isDay(text: string): boolean {
  return FORM.test(text) && dayOf(numberOf(text)) === text
}

/** The day some days after another, or before it where `days` is below zero. Throws for a text that is no day. */
export function addDays(day: string, days: number): string {
  return dayOf(numberOf(checked(day)) + days)
}

/** Days from one day to another; below zero where the second comes first. Throws for a text that is no day. */
export function daysBetween(from: string, to: string): number {
  return numberOf(checked(to)) - numberOf(checked(from))
}

function checked(day: string): string {
  if (!isDay(day)) throw new RangeError(`"${day}" is no day such as 2026-01-31`)
  return day
}

/** Days since 1 March of the year 0. */
function numberOf(day: string): number {
  const [, y, m, d] = FORM.exec(day) ?? []
  const month = Number(m)
  const year = month > 2 ? Number(y) : Number(y) - 1
  return daysBeforeYear(year) + (BEFORE_MONTH[(month + 9) % 12] ?? 0) + Number(d) - 1
}

function dayOf(number: number): string {
  let year = Math.floor(number / 365.2425)
  // The mean length of a year may be a day off at its ends.
  if (daysBeforeYear(year) > number) year -= 1
  else if (daysBeforeYear(year + 1) <= number) year += 1
  const inYear = number - daysBeforeYear(year)
  const month = BEFORE_MONTH.findLastIndex((before) => before <= inYear)
  const two = (n: number): string => String(n).padStart(2, '0')
  const civilYear = month < 10 ? year : year + 1
  return `${String(civilYear).padStart(4, '0')}-${two(((month + 2) % 12) + 1)}-${two(inYear - (BEFORE_MONTH[month] ?? 0) + 1)}`
}

/** Days from the beginning of the year 0 to that of another, both in March: leap days are those of the Gregorian calendar. */
function daysBeforeYear(year: number): number {
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
}
