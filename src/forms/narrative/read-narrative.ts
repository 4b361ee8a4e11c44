import { FEN_PER_UNIT, readFigure } from '../../budget/amount.ts'
import type { Claim } from '../../budget/claim.ts'
import { sliceKey, type Slice } from '../../budget/slice.ts'
import { normaliseName } from '../../catalogue/names.ts'
import { figurePart, HUNDREDTHS, yearPart, type FigurePart } from '../figure-claim.ts'
import type { ReadingBuilder } from '../reading-builder.ts'
import type { NarrativeParagraph } from '../read-sentences.ts'
import { originalSpan, squeeze } from '../squeeze.ts'
import { figuresIn } from './figures.ts'
import type { Meaning } from './meaning.ts'
import type { Mention, ReadableParagraph, Topic } from './mention.ts'
import { publishersIn } from './publishers.ts'
import { readParagraph } from './read-paragraph.ts'
import { readPhrase, withoutOrdinal, type OwnWords } from './read-phrase.ts'
import { headingSlice, ordinalLevel, scopesOf } from './headings.ts'
import { settle } from './settle.ts'

/** A claim of a text before it has an id, and what a percentage of it is reckoned from. */
export interface NarrativeClaim {
  readonly paragraph: NarrativeParagraph
  /** Within the squeezed text, to know a figure that was read by a sentence form. */
  readonly from: number
  readonly span: readonly [number, number]
  readonly mention: Mention
  readonly claim: Omit<Claim, 'id' | 'place' | 'form' | 'table' | 'title' | 'sentence'>
}

/** What was made of a narrative. */
export interface NarrativeReading {
  readonly claims: readonly NarrativeClaim[]
  readonly names: readonly {
    readonly dimension: 'function' | 'economic'
    readonly code: string | null
    readonly printed: string
    readonly place: NarrativeParagraph['place']
  }[]
}

/** A term with its meaning: nothing is said of this document's money. 指导 and the like are no gloss. */
const GLOSSARY = /^[^：:]{2,60}[：:](?:指(?![导挥标定南派])|.{0,12}(?:是指|系指|指的是|反映))/u
/** A heading that runs on into its text without a break. */
const RUN_IN = /^(.{4,40}?(?:情况的?(?:总体)?(?:说明)?|说明)(?:（详见[^）]*）)?)(?=20\d\d年|本部门|本单位)/u
/** A line of a table of contents. */
const CONTENTS = /[.…·]{3,}|[^\d年]\d{1,3}$/u
const OPEN = /绩效|项目(?:概况|概述|情况|经费)|年度预算安排|重点/u

/** Reads running text by what its words mean: no sentence is known beforehand. Reads the tables' claims, and makes none itself. */
export function readNarrative(paragraphs: readonly NarrativeParagraph[], builder: ReadingBuilder): NarrativeReading {
  const own: OwnWords = {
    year: builder.year,
    stage: builder.stage,
    publishers: publishersIn(paragraphs.map((p) => squeeze(p.text).text)),
    rows: rowsOf(builder.claims),
    projects: projectsOf(builder.claims),
  }
  const mentions: Mention[] = []
  const names: NarrativeReading['names'][number][] = []
  const headings: { level: number; slice: Slice; meaning: Meaning | null; text: string }[] = []
  let whole: { mention: Mention; level: number } | null = null
  let function_: string | undefined
  for (const paragraph of paragraphs) {
    const squeezed = squeeze(paragraph.text)
    const { text } = squeezed
    const ordinal = ordinalLevel(text)
    const project = ordinal === null ? projectHeaded(text, own) : null
    if (project !== null) {
      const slice: Slice = { flow: 'expenditure', project }
      headings.splice(0, Infinity, { level: 0, slice, meaning: null, text })
      whole = null
      continue
    }
    const runIn = ordinal === null || text.length < 45 ? undefined : RUN_IN.exec(text)?.[1]
    const level = runIn === undefined ? ordinal : null
    if (level !== null && text.length < 60 && CONTENTS.test(text)) continue
    const isHeading =
      level !== null && text.length < 45 && !/[。；，：]$/u.test(text) && !figuresIn(text).some((f) => f.kind === 'amount')
    if (isHeading || (runIn !== undefined && ordinal !== null)) {
      const depth = ordinal ?? 0
      while (headings.length > 0 && (headings.at(-1)?.level ?? 0) >= depth) headings.pop()
      const words = withoutOrdinal(runIn ?? text)
      const read = readPhrase(words, own, { within: new Set(), function: function_ })
      if (depth <= 1) function_ = undefined
      function_ = read?.meaning.slice.function ?? function_
      headings.push({ level: depth, slice: headingSlice(words), meaning: read?.meaning ?? null, text: runIn ?? text })
      whole = null
      if (isHeading) continue
    }
    if (GLOSSARY.test(text)) continue
    // 财政拨款支出主要内容如下： heads what follows as a heading does.
    const introduced = /^(.{4,40}?)(?:的?主要)?(?:内容|情况|用途|方面)?(?:具体)?(?:如下|包括)：?$/u.exec(text)?.[1]
    if (introduced !== undefined && figuresIn(text).length === 0) {
      while (headings.length > 0 && (headings.at(-1)?.level ?? 0) > 1) headings.pop()
      headings.push({ level: 2, slice: headingSlice(introduced), meaning: null, text: introduced })
      whole = null
      continue
    }
    // What is taken apart ends where a line of its own level begins, or running text without a number.
    if (whole !== null && (level === null ? !isShort(text) : level <= whole.level)) whole = null
    const readable: ReadableParagraph = { source: paragraph, squeezed }
    const title = headings.map((h) => h.text).join('')
    const context = `${title}${text}`
    const reading = readParagraph(readable, {
      own,
      context: {
        within: new Set([
          ...(/采购/u.test(context) ? (['procurement'] as const) : []),
          ...(/机关运行经费/u.test(context) ? (['running-cost'] as const) : []),
        ]),
        function: function_,
      },
      around: scopesOf(headings.map((h) => h.slice)),
      heading: headings.at(-1)?.meaning ?? null,
      whole: whole?.mention ?? null,
      open: !isAllotment(headings) && (OPEN.test(title) || /绩效(?!工资)/u.test(text)),
    })
    mentions.push(...reading.mentions)
    for (const { name, from } of reading.names) {
      if (name.dimension === 'government-economic') continue
      const place = { ...paragraph.place, span: originalSpan(squeezed, from, from + name.printed.length) }
      names.push({ dimension: name.dimension, code: name.code, printed: name.printed, place })
    }
    function_ = reading.function
    if (reading.whole !== null) whole = { mention: reading.whole, level: level ?? -1 }
  }
  const settled = settle(mentions, builder.claims)
  return { claims: mentions.flatMap((m) => claimsOf(m, settled)), names }
}

/** Lines below `其中：` that have no number are short, or say so again. */
function isShort(text: string): boolean {
  return text.length < 60 || text.startsWith('其中')
}

/** `科技创新专项经费情况说明`: what stands below is about this project. Null for other lines, and where the words say what else it is about. */
function projectHeaded(text: string, own: OwnWords): string | null {
  const [, name, money = ''] = /^([^，。；：]{4,40}?)(经费)?(?:使用)?情况说明$/u.exec(text) ?? []
  if (name === undefined || (money === '' && !name.endsWith('项目'))) return null
  if (own.projects.has(`${name}${money}`)) return `${name}${money}`
  if (own.projects.has(name)) return name
  const plain = name.replace(/项目$/u, '')
  if (own.projects.has(plain)) return plain
  const isCommon = readPhrase(`${name}${money}`, own, { within: new Set(), function: undefined }) !== null
  return isCommon || Object.keys(headingSlice(`${name}${money}`)).length > 0 || /预算|决算|^其他/u.test(name) ? null : plain
}

/** Whether a line says what a project that the headings name is allotted this year. */
function isAllotment(headings: readonly { readonly slice: Slice; readonly text: string }[]): boolean {
  return headings[0]?.slice.project !== undefined && /预算安排|资金安排|经费安排/u.test(headings.at(-1)?.text ?? '')
}

/** Projects with the slices of this year's money on which tables print them; names of fewer than four characters are common words. */
function projectsOf(claims: readonly Claim[]): OwnWords['projects'] {
  const projects = new Map<string, Slice[]>()
  for (const { slice, measure } of claims) {
    if (slice.project === undefined || measure !== 'money' || slice.year !== undefined || slice.measure !== undefined) continue
    const name = squeeze(slice.project).text
    if (name.length < 4) continue
    const slices = projects.get(name)
    if (slices === undefined) projects.set(name, [slice])
    else if (!slices.some((s) => sliceKey(s) === sliceKey(slice))) slices.push(slice)
  }
  return projects
}

function rowsOf(claims: readonly Claim[]): OwnWords['rows'] {
  const rows = new Map<string, string[]>()
  for (const claim of claims) {
    const code = claim.slice.function ?? claim.slice.economic ?? claim.slice['government-economic']
    if (code === undefined || claim.row?.label === undefined) continue
    const name = normaliseName(claim.row.label)
    const codes = rows.get(name)
    if (codes === undefined) rows.set(name, [code])
    else if (!codes.includes(code)) codes.push(code)
  }
  return rows
}

function claimsOf(mention: Mention, settled: ReadonlyMap<Topic, Slice>): NarrativeClaim[] {
  const { paragraph, figure, from } = mention
  const span = originalSpan(paragraph.squeezed, from, figure.to)
  const base = { paragraph: paragraph.source, from, span, mention }
  if (mention.kind === 'year') return [{ ...base, claim: { ...yearPart(mention.printed, -1), slot: 'narrative.year' } }]
  const slice = settled.get(mention.topic)
  if (slice === undefined) return []
  const slices = mention.topic.both && slice.flow === 'sources' ? [slice, { ...slice, flow: 'uses' }] : [slice]
  return slices.flatMap((one): NarrativeClaim[] => {
    const said = saidOf(mention, one)
    return said === null ? [] : [{ ...base, claim: { ...said, slot: `narrative.${mention.kind}` } }]
  })
}

function saidOf(mention: Mention, slice: Slice): (Pick<Claim, 'slice' | 'measure'> & FigurePart) | null {
  const { figure, kind, sign, when } = mention
  const decimals = decimalsOf(figure.printed)
  if (kind === 'count')
    return { slice, measure: 'count', ...figurePart(figure.printed, { unit: HUNDREDTHS, decimals: 0, trim: false }) }
  if (kind === 'growth' || kind === 'share' || kind === 'completion') {
    // A rate finer than hundredths of a per cent is kept in no claim: nothing is rounded away.
    if (decimals > 2) return null
    const part = figurePart(figure.printed, { unit: HUNDREDTHS, decimals, trim: false })
    return {
      slice: { ...slice, ...stageOnly(when), measure: 'percentage' },
      measure: 'percent',
      ...signed(part, sign, mention.printed),
    }
  }
  const unit = FEN_PER_UNIT[figure.unit] ?? 1_000_000
  // It is as fine as it is printed; what it should be is said as finely as such texts say it.
  const money = (printed: string): FigurePart => ({
    ...figurePart(printed, { unit, decimals, trim: true }),
    style: { unit, decimals: Math.max(decimals, figure.unit === '元' ? 0 : 2), trim: true },
  })
  if (kind === 'amount') return { slice: { ...slice, ...when }, measure: 'money', ...money(figure.printed) }
  const changed: Slice = { ...slice, ...stageOnly(when), measure: 'change' }
  const part = figure.kind === 'level' ? figurePart('0', { unit, decimals: 2, trim: true }) : money(figure.printed)
  return { slice: changed, measure: 'money', ...signed(part, sign, mention.printed) }
}

/** A change from last year's budget is a change; one from what was executed, or from this year's own budget, says so. */
function stageOnly(when: Slice): Slice {
  return when.stage === undefined ? {} : { stage: when.stage }
}

function signed(part: FigurePart, sign: -1 | 0 | 1, printed: string): FigurePart {
  const { readings, ...rest } = part
  return {
    ...rest,
    printed,
    value: part.value === 0 ? 0 : sign * part.value,
    ...(readings === undefined ? {} : { readings: readings.map((r) => sign * r) }),
  }
}

function decimalsOf(printed: string): number {
  const figure = readFigure(printed)
  return figure.state === 'number' ? figure.decimals : 2
}
