import file from '../../codes/divisions.json' with { type: 'json' }

/** An administrative division (行政区划): a province, a city, a county. */
export interface Division {
  /** Six digits, as statistics count them; `CN` is the whole country. */
  readonly code: string
  readonly name: string
  /** The division above; null for the country. */
  readonly parent: string | null
}

/** The country: where central departments belong, and what all provinces add up to. */
export const COUNTRY: Division = { code: 'CN', name: '全国', parent: null }

interface Index {
  readonly byCode: ReadonlyMap<string, Division>
  /** Below each division, by the name that departments begin with: full (普陀区) and without its kind (普陀). */
  readonly below: ReadonlyMap<string, readonly { readonly word: string; readonly division: Division }[]>
}

let made: Index | null = null

function index(): Index {
  if (made !== null) return made
  const rows: Division[] = file.rows.map((row) => ({ ...row, parent: row.parent ?? COUNTRY.code }))
  const below = new Map<string, { word: string; division: Division }[]>()
  for (const row of rows) {
    const words = below.get(row.parent ?? '') ?? []
    for (const word of wordsOf(row.name)) words.push({ word, division: row })
    below.set(row.parent ?? '', words)
  }
  for (const words of below.values()) words.sort((a, b) => b.word.length - a.word.length)
  made = { byCode: new Map([COUNTRY, ...rows].map((d) => [d.code, d])), below }
  return made
}

const KIND = /(?:特别行政区|[\u4e00-\u9fff]{1,4}族自治[州县]|(?:维吾尔|回族|壮族)?自治[区州县]|地区|[省市区县旗盟])$/u

function wordsOf(name: string): string[] {
  const stem = name.replace(KIND, '')
  return stem.length >= 2 && stem !== name ? [name, stem] : [name]
}

/** The division with a code; null where there is none. */
export function division(code: string): Division | null {
  return index().byCode.get(code) ?? null
}

/** A division and all that it lies in, the nearest first, the country last. */
export function divisionsAbove(code: string): Division[] {
  const path: Division[] = []
  for (let at = division(code); at !== null; at = at.parent === null ? null : division(at.parent)) path.push(at)
  return path
}

/** The divisions directly below one, by code. */
export function divisionsBelow(code: string): Division[] {
  const found = new Map((index().below.get(code) ?? []).map(({ division: d }) => [d.code, d]))
  return [...found.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** Words before the place in a department's name. */
const BEFORE =
  /^(?:中国共产党|中共|中国人民政治协商会议|政协|共青团|中国共产主义青年团|中国民主同盟|民盟|民建|民革|民进|农工党|致公党|九三学社)/u
const CENTRAL = /^(?:中华人民共和国|国家|国务院|中央|全国|最高人民|中国)/u

/**
 * Where a department belongs, by the names of places that its own name begins with (上海市普陀区商务委员会, 福州市仓山生态环境局). Null where it begins with none,
 * or with one that several provinces have.
 */
export function divisionOf(department: string): Division | null {
  const name = department.replace(/\s/gu, '').replace(BEFORE, '')
  const { below } = index()
  const first = begins(name, below.get(COUNTRY.code)) ?? beginsAnywhere(name)
  if (first === null) return CENTRAL.test(name) ? COUNTRY : null
  let { division: at, rest } = first
  for (;;) {
    const next = begins(rest, below.get(at.code)) ?? beginsCounty(rest, at)
    if (next === null) return at
    at = next.division
    rest = next.rest
  }
}

interface Beginning {
  readonly division: Division
  readonly rest: string
}

function begins(name: string, words: readonly { word: string; division: Division }[] | undefined): Beginning | null {
  const found = words?.find(({ word }) => name.startsWith(word))
  return found === undefined ? null : { division: found.division, rest: name.slice(found.word.length) }
}

/** A county named directly behind its province (浙江省德清县). Full names only: a stem may be a word of the department. */
function beginsCounty(name: string, province: Division): Beginning | null {
  if (province.parent !== COUNTRY.code) return null
  for (const city of divisionsBelow(province.code)) {
    const full = (index().below.get(city.code) ?? []).filter(({ word, division: d }) => word === d.name)
    const found = begins(name, full)
    if (found !== null) return found
  }
  return null
}

/** A city or county that a name begins with, without its province. Only where one alone has that name; below a city, full names only. */
function beginsAnywhere(name: string): Beginning | null {
  const { below, byCode } = index()
  const found: Beginning[] = []
  for (const [above, words] of below) {
    if (above === COUNTRY.code) continue
    const isCity = byCode.get(above)?.parent === COUNTRY.code
    const one = begins(name, isCity ? words : words.filter(({ word, division: d }) => word === d.name))
    if (one !== null) found.push(one)
  }
  const shortest = Math.min(...found.map((f) => f.rest.length))
  const longest = found.filter((f) => f.rest.length === shortest)
  return longest.length === 1 ? (longest[0] ?? null) : null
}
