import type { Words } from '../../budget/finding.ts'
import { type Draft, hasContent } from '../../ledger/draft/draft.ts'
import type { SheetId } from '../../ledger/judge-ledger.ts'
import { type CellName } from './desk-model.ts'

/** What has to be there before a chapter has something to print. */
export type Need =
  /** At least one row of a sheet. */
  | { readonly rows: SheetId }
  /** Words on a topic of 文字说明. */
  | { readonly topic: string }
  /** A field of 基本信息. */
  | { readonly field: string }
  /** Every row of a sheet has this field. */
  | { readonly every: SheetId; readonly field: string }
  /** Every project has a row of 绩效目标. */
  | { readonly indicators: true }

/** A chapter of the disclosure that the rules prescribe, and what feeds it. */
export interface Chapter {
  readonly id: string
  readonly title: Words
  readonly needs: readonly Need[]
  /** It may have nothing: then an empty table is printed, and says so. */
  readonly mayBeEmpty?: true
}

/** 地方预决算公开操作规程 (财预〔2016〕143号) art. 13-18: the tables and what is to be explained, in their order. */
export const CHAPTERS: readonly Chapter[] = [
  {
    id: 'duties',
    title: { zh: '职责及机构设置', en: 'Duties and organisation' },
    needs: [{ topic: 'mission' }, { topic: 'duties' }, { rows: 'units' }, { field: 'staff' }, { field: 'offices' }],
  },
  {
    id: 'totals',
    title: { zh: '收支总表、收入总表、支出总表', en: 'Income and expenditure' },
    needs: [{ rows: 'lines' }, { every: 'lines', field: 'fund' }, { every: 'lines', field: 'function' }],
  },
  {
    id: 'appropriations',
    title: { zh: '财政拨款及一般公共预算支出表', en: 'Appropriations and the general public budget' },
    needs: [{ rows: 'lines' }],
  },
  {
    id: 'basic',
    title: { zh: '一般公共预算基本支出表', en: 'Basic expenditure by economic class' },
    needs: [{ every: 'lines', field: 'economic' }],
  },
  {
    id: 'three-public',
    title: { zh: '“三公”经费及增减原因', en: 'The three public expenses, and why they change' },
    needs: [{ topic: 'abroad-reason' }, { topic: 'vehicles-reason' }, { topic: 'reception-reason' }],
  },
  {
    id: 'running-cost',
    title: { zh: '机关运行经费', en: 'Running cost of offices' },
    needs: [{ topic: 'running-cost-use' }],
  },
  {
    id: 'changes',
    title: { zh: '收支增减变化及原因', en: 'Changes since last year, and why' },
    needs: [{ rows: 'last-year' }, { topic: 'basic-reason' }, { topic: 'project-reason' }],
  },
  {
    id: 'overall',
    title: { zh: '整体绩效目标', en: 'Overall performance targets' },
    needs: [{ topic: 'overall-goal' }, { topic: 'part-goals' }, { topic: 'safeguards' }],
  },
  {
    id: 'projects',
    title: { zh: '项目绩效目标表', en: 'Performance targets of projects' },
    needs: [
      { rows: 'projects' },
      { every: 'projects', field: 'purpose' },
      { every: 'projects', field: 'plan' },
      { every: 'projects', field: 'goals' },
      { indicators: true },
    ],
    mayBeEmpty: true,
  },
  {
    id: 'procurement',
    title: { zh: '政府采购预算', en: 'Procurement' },
    needs: [{ rows: 'procurement' }],
    mayBeEmpty: true,
  },
  {
    id: 'assets',
    title: { zh: '国有资产占用情况', en: 'Assets' },
    needs: [{ rows: 'assets' }, { every: 'assets', field: 'value' }],
  },
  { id: 'glossary', title: { zh: '名词解释', en: 'Glossary' }, needs: [{ rows: 'glossary' }] },
]

/** A need that is not met, and where to go. */
export interface Missing {
  readonly need: Need
  readonly cell: CellName
}

export interface ChapterProgress {
  readonly chapter: Chapter
  readonly met: number
  readonly missing: readonly Missing[]
}

/** How far each chapter is. */
export function progressOf(draft: Draft): readonly ChapterProgress[] {
  return CHAPTERS.map((chapter) => {
    const empty = chapter.mayBeEmpty === true && chapter.needs.every((need) => !('rows' in need) || isEmpty(draft, need.rows))
    const missing = empty ? [] : chapter.needs.flatMap((need) => missingOf(draft, need))
    const unmet = new Set(missing.map(({ need }) => need)).size
    return { chapter, met: chapter.needs.length - unmet, missing }
  })
}

function isEmpty(draft: Draft, sheet: SheetId): boolean {
  return !draft[sheet].some((row) => hasContent(sheet, row))
}

function missingOf(draft: Draft, need: Need): readonly Missing[] {
  const miss = (sheet: SheetId, row: string, field: string): Missing => ({ need, cell: { sheet, row, field } })
  if ('rows' in need) return isEmpty(draft, need.rows) ? [miss(need.rows, '', '')] : []
  if ('topic' in need) {
    const row = draft.words.find(({ texts }) => texts['topic'] === need.topic)
    return isBlank(row?.texts['text']) ? [miss('words', row?.id ?? '', 'text')] : []
  }
  if ('indicators' in need) {
    const named = new Set(draft.indicators.map(({ texts }) => texts['project'] ?? ''))
    const without = draft.projects.filter((row) => hasContent('projects', row) && !named.has(row.texts['name'] ?? ''))
    return without.map((row) => miss('indicators', row.id, 'project'))
  }
  if ('every' in need) {
    const rows = draft[need.every].filter((row) => hasContent(need.every, row) && isBlank(row.texts[need.field]))
    return rows.map((row) => miss(need.every, row.id, need.field))
  }
  const [basic] = draft.basic
  return isBlank(basic?.texts[need.field]) ? [miss('basic', basic?.id ?? '', need.field)] : []
}

function isBlank(text: string | undefined): boolean {
  return (text ?? '').trim() === ''
}
