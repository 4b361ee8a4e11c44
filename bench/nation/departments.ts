import functions from '../../codes/function.json' with { type: 'json' }
import { COUNTRY, type Division, divisionsAbove, divisionsBelow } from '../../src/catalogue/divisions.ts'

/** A department of the synthetic nation: what every place has, under the place's own name. */
export interface NationDepartment {
  /** Counted from 0; the same number is the same department whatever the size of the nation. */
  readonly index: number
  readonly name: string
  readonly code: string
  /** The nearest first. */
  readonly divisions: readonly string[]
  /** Functions of its own work, the running of its offices first. */
  readonly functions: readonly string[]
}

/** What departments are called, and the group (款) of functions that is their own work. */
const BUREAUS = [
  ['财政局', '20106'],
  ['教育局', '20502'],
  ['公安局', '20402'],
  ['卫生健康局', '21001'],
  ['住房和城乡建设局', '21201'],
  ['农业农村局', '21301'],
  ['交通运输局', '21401'],
  ['民政局', '20802'],
  ['人力资源和社会保障局', '20801'],
  ['生态环境局', '21101'],
  ['水利局', '21303'],
  ['林业局', '21302'],
  ['科学技术局', '20601'],
  ['文化和旅游局', '20701'],
  ['商务局', '20113'],
  ['审计局', '20108'],
  ['市场监督管理局', '20138'],
  ['应急管理局', '22401'],
  ['自然资源局', '22001'],
  ['工业和信息化局', '21505'],
  ['退役军人事务局', '20828'],
  ['医疗保障局', '21015'],
  ['统计局', '20105'],
  ['发展和改革局', '20104'],
  ['司法局', '20406'],
  ['档案馆', '20126'],
  ['人民政府办公室', '20103'],
  ['信访局', '20131'],
  ['体育局', '20703'],
  ['残疾人联合会', '20811'],
] as const

const SEVEN = functions.rows.map((row) => row.code).filter((code) => code.length === 7)

/** Every place: the country has no departments of its own here. Provinces, then cities, then counties, in the order of their codes. */
function allPlaces(): Division[] {
  const found: Division[] = []
  for (let level = divisionsBelow(COUNTRY.code); level.length > 0; level = level.flatMap((place) => divisionsBelow(place.code)))
    found.push(...level)
  return found
}

const PLACES = allPlaces()

/** A department of the nation by its number: every place has its first before any has its second. */
export function departmentAt(index: number): NationDepartment {
  const place = PLACES[index % PLACES.length]
  const turn = Math.floor(index / PLACES.length)
  // Each place begins with another one, so that a small nation has all kinds.
  const [bureau, group] = BUREAUS[(turn + index) % BUREAUS.length] ?? BUREAUS[0]
  if (place === undefined) throw new Error('a nation without places')
  const above = divisionsAbove(place.code)
  const full = above
    .filter((division) => division.code !== COUNTRY.code)
    .map((division) => division.name)
    .toReversed()
    .join('')
  const branch = Math.floor(turn / BUREAUS.length)
  return {
    index,
    name: `${full}${bureau}${branch === 0 ? '' : `第${branch}分局`}`,
    code: String(100 + (turn % 900)),
    divisions: above.map((division) => division.code),
    functions: SEVEN.filter((code) => code.startsWith(group)),
  }
}
