const DAY = 86_400_000
/** Day 0 of Excel's calendars. In the one of 1900 a 29 February 1900 is counted that never was, so it fits from March 1900 on. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']
const TOKEN = /"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|AM\/PM|上午\/下午|y+|m+|d+|h+|s+|a{3,4}|\.0+|./giu

/** Whether a format section prints a date or a time. */
export function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"?|\\.|_.|\*./gu, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '')
  return /[ymdhs]/iu.test(bare) && !/[0#?]/u.test(bare.replace(/\.0+/gu, ''))
}

/** A serial day number printed by a date format; null where it is no day that Excel can show. */
export function formatDate(serial: number, code: string, date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null
  const time = (date1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(serial * 86_400) * 1000
  // Before March 1900 the days of the calendar that counts from 1900 are one off.
  const date = new Date(!date1904 && serial < 60 ? time + DAY : time)
  const tokens = code.match(TOKEN) ?? []
  const halfDay = tokens.some((token) => /^(?:am\/pm|上午\/下午)$/iu.test(token))
  let out = ''
  for (const [i, token] of tokens.entries()) out += printToken(token, date, serial, halfDay, isMinutes(tokens, i))
  return out
}

function printToken(token: string, date: Date, serial: number, halfDay: boolean, minutes: boolean): string {
  const hours = date.getUTCHours()
  const lower = token.toLowerCase()
  const two = (n: number): string => (token.length > 1 ? String(n).padStart(2, '0') : String(n))
  if (token.startsWith('"')) return token.replace(/^"|"$/gu, '')
  if (token.startsWith('\\')) return token.slice(1)
  if (token.startsWith('_')) return ' '
  if (token.startsWith('*')) return ''
  if (/^\[h+\]$/u.test(lower)) return String(Math.floor(Math.round(serial * 86_400) / 3600))
  if (/^\[m+\]$/u.test(lower)) return String(Math.floor(Math.round(serial * 86_400) / 60))
  if (/^\[s+\]$/u.test(lower)) return String(Math.round(serial * 86_400))
  if (token.startsWith('[')) return ''
  if (lower === 'am/pm') return hours < 12 ? 'AM' : 'PM'
  if (token === '上午/下午') return hours < 12 ? '上午' : '下午'
  if (/^y+$/u.test(lower))
    return token.length > 2 ? String(date.getUTCFullYear()) : String(date.getUTCFullYear() % 100).padStart(2, '0')
  if (/^m+$/u.test(lower)) {
    if (minutes) return two(date.getUTCMinutes())
    return token.length >= 3 ? (MONTHS[date.getUTCMonth()] ?? '') : two(date.getUTCMonth() + 1)
  }
  if (/^d{3,}$/u.test(lower) || /^a{3,4}$/u.test(lower))
    return `${token.length > 3 ? '星期' : '周'}${WEEKDAYS[date.getUTCDay()] ?? ''}`
  if (/^d+$/u.test(lower)) return two(date.getUTCDate())
  if (/^h+$/u.test(lower)) return two(halfDay ? hours % 12 || 12 : hours)
  if (/^s+$/u.test(lower)) return two(date.getUTCSeconds())
  if (/^\.0+$/u.test(token)) return `.${'0'.repeat(token.length - 1)}`
  return token
}

/** `m` means minutes after hours and before seconds. */
function isMinutes(tokens: readonly string[], i: number): boolean {
  const isUnit = (token: string | undefined): boolean => token !== undefined && /^\[?[ymdhs]+\]?$/iu.test(token)
  const before = tokens.slice(0, i).findLast(isUnit)
  const after = tokens.slice(i + 1).find(isUnit)
  return /^\[?h/iu.test(before ?? '') || /^\[?s/iu.test(after ?? '')
}
