import { printFen } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import type { Words } from '../budget/finding.ts'
import type { Card, Reading } from '../budget/reading.ts'
import { sliceKey, without, type Slice } from '../budget/slice.ts'
import { addWhatFollows, isOfLines, viewsOf, type Views } from './adopt-views.ts'
import { linesOfViews } from './adopt-lines.ts'
import { questionsOf } from './adopt-questions.ts'
import { wordsOf } from './adopt-words.ts'
import type { Asset, Ledger, LedgerProject, LedgerUnit, Line, Purchase } from './ledger.ts'

/**
 * A ledger from what was read in a published document, as far as its cuts reach: every figure of money that it prints is the sum of the
 * ledger's lines over that figure's slice. Nothing is invented: what the cuts do not decide stays on lines marked so, and is
 * asked in `questions`.
 */
export function adoptReading(reading: Reading): Ledger {
  const { disclosure } = reading
  const units = reading.organisation.map(
    ({ name, kind, grade, funding }): LedgerUnit => ({ code: '', name, kind, grade, funding }),
  )
  const names = projectNames(reading)
  const views = viewsOf(reading)
  addWhatFollows(views, reading)
  const lines = linesOfViews(renamed(views, names), units)
  const lastYear = linesOfViews(lastYearsViews(reading, views), units)
  const purchases = purchasesOf(reading, names)
  const count = (item: string): number | null => valueOf(reading, { item, measure: 'count' })
  const year = disclosure.year
  const { code = '', name = '' } = disclosure.department
  return {
    department: { code, name },
    year: year ?? 0,
    stage: disclosure.stage,
    place: disclosure.place ?? '',
    scope: disclosure.scope,
    staff: hundredth(count('staff')),
    offices: hundredth(count('offices')),
    units,
    lines,
    lastYear,
    projects: reading.cards.flatMap((card) => projectOf(card, names)),
    procurement: purchases,
    // Nobody publishes them.
    people: [],
    assets: assetsOf(reading),
    words: wordsOf(reading),
    glossary: reading.glossary.map(({ term, meaning }) => ({ term: term.printed, meaning })),
    questions: [
      ...headQuestions(reading, lastYear, purchases),
      ...contradictions(reading, views),
      ...questionsOf(lines, units, year),
    ],
  }
}

function hundredth(value: number | null): number | null {
  return value === null ? null : Math.round(value / 100)
}

/** Node of `project` in the reading → the project's own name. Two projects of one name keep the number that tells them apart. */
function projectNames(reading: Reading): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const card of reading.cards) {
    const node = reading.claims.find((c) => c.id === card.budget)?.slice.project
    const printed = card.fields['project-name']?.printed ?? ''
    if (node === undefined || names.has(node)) continue
    const name = printed === '' || taken.has(printed) ? node : printed
    taken.add(name)
    names.set(node, name)
  }
  return names
}

function renamed(views: Views, names: ReadonlyMap<string, string>): Views {
  const made: Views = new Map()
  for (const { slice, amount } of views.values()) {
    const name = slice.project === undefined ? undefined : names.get(slice.project)
    const own = name === undefined ? slice : { ...slice, project: name }
    made.set(sliceKey(own), { slice: own, amount })
  }
  return made
}

/** What is said of last year: printed amounts of last year, and this year's less the change. */
function lastYearsViews(reading: Reading, thisYear: Views): Views {
  const views: Views = new Map()
  const add = (slice: Slice, amount: number): void => {
    if (isOfLines(slice) && !views.has(sliceKey(slice))) views.set(sliceKey(slice), { slice, amount })
  }
  for (const { slice, state, value, measure } of reading.claims) {
    if (state !== 'number' || measure !== 'money') continue
    if (slice.year === '-1' && slice.measure === undefined) add(without(slice, 'year'), value)
    if (slice.measure !== 'change') continue
    const own = without(slice, 'measure')
    add(own, (thisYear.get(sliceKey(own))?.amount ?? 0) - value)
  }
  return views
}

function valueOf(reading: Reading, slice: Slice): number | null {
  const key = sliceKey(slice)
  return reading.claims.find((c) => c.state === 'number' && sliceKey(c.slice) === key)?.value ?? null
}

function assetsOf(reading: Reading): readonly Asset[] {
  const kinds = new Set(reading.claims.flatMap((c) => (c.slice.asset === undefined ? [] : [c.slice.asset])))
  // The whole is the sum of its parts and no line of its own, unless it is all there is.
  if (kinds.size > 1) kinds.delete('assets')
  return [...kinds].map((kind) => ({
    kind,
    count: valueOf(reading, { asset: kind, measure: 'count' }),
    value: valueOf(reading, { asset: kind }),
  }))
}

function projectOf(card: Card, names: ReadonlyMap<string, string>): readonly LedgerProject[] {
  if (card.form !== 'performance-target') return []
  const field = (id: string): string => card.fields[id]?.printed ?? ''
  const name = field('project-name') === '' ? card.title : field('project-name')
  const node = [...names].find(([key]) => key.startsWith(`${card.index} `))?.[1]
  return [
    {
      code: field('project-code'),
      name: node ?? name,
      function: /^\d{3,7}/u.exec(field('function'))?.[0] ?? '',
      purpose: field('purpose'),
      plan: card.plan.map(({ checkpoint, value }) => ({ checkpoint, value })),
      goals: card.goals.map((goal) => goal.printed),
      indicators: card.indicators.map(({ level1, level2, level3, description, value, basis }) => {
        return { level1, level2, level3, description, value, basis }
      }),
      until: null,
    },
  ]
}

/** A purchase for each printed amount of a project and fund: goods, quantities and prices are words to a reading and not in it. */
function purchasesOf(reading: Reading, names: ReadonlyMap<string, string>): readonly Purchase[] {
  const isPurchase = (c: Claim): boolean =>
    c.form === 'procurement' &&
    c.state === 'number' &&
    c.slice.item === 'procurement' &&
    c.slice.project !== undefined &&
    c.slice.fund !== undefined
  return reading.claims.filter(isPurchase).map((claim): Purchase => {
    const project = claim.slice.project ?? ''
    const plain = (text: string): string => text.replace(/^\d+ /u, '')
    const known = names.get(project) ?? [...names].find(([node]) => plain(node) === plain(project))?.[1]
    return {
      project: known ?? claim.row?.label ?? project,
      goods: '',
      catalogue: '',
      measure: '',
      quantity: 0,
      unitPrice: 0,
      fund: claim.slice.fund ?? '',
      amount: claim.value,
      reservedForSmall: 0,
      fixedAsset: false,
    }
  })
}

/** Figures that the ledger cannot have, since the document prints another one for the same thing. */
function contradictions(reading: Reading, views: Views): readonly Words[] {
  return reading.claims.flatMap((claim): Words[] => {
    const view = views.get(sliceKey(claim.slice))
    const sameKind = claim.state === 'number' && claim.measure === 'money' && claim.part === undefined && claim.prose !== true
    if (view === undefined || !sameKind || Math.abs(view.amount - claim.value) < claim.precision) return []
    const used = printFen(view.amount, claim.style.unit, claim.style.decimals)
    const where = `“${claim.sentence ?? claim.title}”`
    return [
      {
        zh: `${where}中印为${claim.printed}，同一项在别处印为${used}，账本采用后者。请先核对原文件。`,
        en: `${where} prints ${claim.printed}; the same thing is ${used} elsewhere, which the ledger has. Check the document first.`,
      },
    ]
  })
}

function headQuestions(reading: Reading, lastYear: readonly Line[], purchases: readonly Purchase[]): readonly Words[] {
  const questions: Words[] = []
  if (reading.disclosure.year === null)
    questions.push({ zh: '文件中找不到年度，请填写。', en: 'The document does not say its year: fill it in.' })
  if (reading.disclosure.place === null)
    questions.push({ zh: '不知道是哪个地方的表式，请填写。', en: 'Whose forms these are is not known: fill in the place.' })
  if (reading.organisation.length === 0)
    questions.push({ zh: '文件没有机构设置表，请填写单位。', en: 'There is no organisation table: fill in the units.' })
  else
    questions.push({
      zh: '公开的表不分单位：各行的“单位”留空，请按需要补填，单位编码也请补填。',
      en: 'Published tables are not by unit: the unit of every line is blank, and so are the codes of units.',
    })
  if (purchases.length > 0)
    questions.push({
      zh: `政府采购${purchases.length}行只读出项目、资金性质和金额，品名、目录序号、数量、单价、预留份额和是否固定资产请补填。`,
      en: `Of ${purchases.length} purchases only project, fund and amount were read: add goods, numbers, prices, reserved shares.`,
    })
  if (lastYear.length > 0)
    questions.push({
      zh: '《上年数》由本年数减去公开的增减额推出，只到公开说明的细度。',
      en: "Last year's amounts are this year's less the printed changes, no finer than these.",
    })
  const others = new Set(reading.claims.flatMap((c) => c.slice.unit ?? []))
  if (others.size > 0)
    questions.push({
      zh: `文件还有另外${others.size}套单位预算表，账本只采用第一套；各单位请另做账本。`,
      en: `The document also has the tables of ${others.size} units; the ledger is of the first set alone. Make one for each unit.`,
    })
  const unread = reading.forms.filter((f) => f.state === 'unread').length
  if (unread > 0)
    questions.push({ zh: `有${unread}张表不是已知的表式，未采用。`, en: `${unread} tables are no known form and were left out.` })
  return questions
}
