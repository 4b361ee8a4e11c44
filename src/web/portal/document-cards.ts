import type { Language } from '../language.ts'
import { figureAddress, projectAddress, tableAddress } from './address.ts'
import type { Card, CardCell, CardTable } from './card.ts'
import { cardValue } from './department-card.ts'
import { describeSlice } from './describe-slice.ts'
import { documentTitleOf } from './document-page.ts'
import { amountText, columnOf, type FigurePageView } from './figure-page.ts'
import { say } from './portal-phrases.ts'
import { cellsOf, printedGrid } from './printed-grid.ts'
import { cardOf } from './project-card.ts'
import type { ProjectPageView } from './project-page.ts'
import { tableName, type TablePageView } from './table-page.ts'
import type { ClaimView, DocumentView } from './views.ts'

/** A table as printed, or the sentences that have figures in them. */
export function tableCard({ department, document, table }: Omit<TablePageView, 'tables'>, language: Language): Card {
  const shown = cellsOf(table).length > 0 ? gridTable(table, document, language) : sentenceTable(table, language)
  return {
    title: tableName(table, language),
    chinese: table.form !== 'narrative' && table.title !== '',
    kind: documentTitleOf(department, document, language),
    items: [],
    table: shown,
    ...(shown === null ? { notice: say(language, table.state === 'unread' ? 'tableUnreadBody' : 'tableEmptyBody') } : {}),
    at: { path: tableAddress('zh', document, table.n), params: {} },
  }
}

function gridTable(table: TablePageView['table'], document: DocumentView, language: Language): CardTable {
  const grid = printedGrid(table)
  const cell = (claim: ClaimView | null): CardCell => {
    if (claim === null) return { text: '' }
    if (claim.state === 'blank') return { text: '', blank: true }
    return { text: claim.printed, href: figureAddress(language, document, claim.id) }
  }
  return {
    columns: grid.sides.flatMap(({ columns }) => [
      { label: say(language, 'rowHead'), amounts: false },
      ...columns.map(({ label, groups }) => ({
        label: [...groups, label].filter((each) => each !== '').join(' › '),
        amounts: true,
      })),
    ]),
    rows: grid.rows.map((row) =>
      row.flatMap(({ code, label, cells }) => [{ text: code === '' ? label : `${code} ${label}` }, ...cells.map(cell)]),
    ),
    chinese: true,
  }
}

function sentenceTable({ claims }: TablePageView['table'], language: Language): CardTable | null {
  const sentences = [...new Set(claims.flatMap(({ sentence }) => sentence ?? []))]
  if (sentences.length === 0) return null
  return {
    columns: [{ label: say(language, 'sentencesHeading'), amounts: false }],
    rows: sentences.map((text) => [{ text }]),
    chinese: true,
  }
}

/** One project: what it costs, what it is for, how it is measured. */
export function projectCard(
  { department, document, project }: Pick<ProjectPageView, 'department' | 'document' | 'project'>,
  language: Language,
): Card {
  const card = cardOf(project.card)
  const rows = [
    [say(language, 'cardPurpose'), card?.fields['purpose']?.printed ?? ''],
    ...(card?.goals ?? []).map(({ printed }) => [say(language, 'cardGoals'), printed]),
    ...(card?.indicators ?? []).map(({ level2, level3, value }) => [level3 === '' ? level2 : level3, value]),
  ].filter(([, text = '']) => text.trim() !== '')
  return {
    title: project.name,
    chinese: true,
    kind: documentTitleOf(department, document, language),
    items: [{ label: say(language, 'cardAmount'), value: project.amount ?? say(language, 'notListed') }],
    table:
      rows.length === 0
        ? null
        : {
            columns: [
              { label: say(language, 'colIndicator'), amounts: false },
              { label: say(language, 'colTarget'), amounts: false },
            ],
            rows: rows.map((row) => row.map((text) => ({ text }))),
            chinese: language === 'zh',
          },
    at: { path: projectAddress('zh', document, project.n), params: {} },
  }
}

/** One figure: what it is, how much, and where it is printed. */
export function figureCard(
  { department, document, table, claim }: Pick<FigurePageView, 'department' | 'document' | 'table' | 'claim'>,
  language: Language,
): Card {
  const isMoneyPrinted = claim.state === 'number' && claim.amount !== null && claim.slice['measure'] !== 'change'
  const rows = [
    [say(language, 'figurePrinted'), claim.printed === '' ? say(language, 'isBlank') : claim.printed],
    [say(language, 'figureTable'), tableName(table, language)],
    [say(language, 'figureRow'), [claim.row?.code ?? '', claim.row?.label ?? ''].join(' ').trim()],
    [say(language, 'figureColumn'), columnOf(claim)],
    [say(language, 'figureText'), claim.sentence ?? ''],
  ].filter(([, text]) => text !== '')
  return {
    title: describeSlice(claim.slice, document.year, language),
    chinese: false,
    kind: documentTitleOf(department, document, language),
    items: [
      { label: say(language, 'cardAmount'), value: isMoneyPrinted ? cardValue(claim, language) : amountText(claim, language) },
    ],
    table: {
      columns: [
        { label: say(language, 'figureSource'), amounts: false },
        { label: '', amounts: false },
      ],
      rows: rows.map((row) => row.map((text) => ({ text }))),
      chinese: false,
    },
    at: { path: figureAddress('zh', document, claim.id), params: {} },
  }
}
