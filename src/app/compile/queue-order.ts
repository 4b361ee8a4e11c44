import { isState, type StateId } from '../../ledger/workflow/states.ts'
import type { QueueRow } from './queue.ts'

/** What a queue can be put in the order of. */
export const QUEUE_ORDERS = ['waiting', 'deadline', 'name', 'amount', 'change', 'findings', 'comments'] as const
export type QueueOrder = (typeof QUEUE_ORDERS)[number]

/** Which of it: with errors, with errors or warnings, with open comments, or with a deadline that has passed. */
export const QUEUE_ONLY = ['errors', 'warnings', 'comments', 'late'] as const
export type QueueOnly = (typeof QUEUE_ONLY)[number]

/** What is asked of a queue; all of it stands in the address. */
export interface QueueAsked {
  readonly state: StateId | null
  readonly department: string
  /** Part of the name or code. */
  readonly text: string
  readonly only: QueueOnly | null
  readonly order: QueueOrder
  readonly page: number
}

const MOST_WORDS = 60
const MOST_PAGE = 9999

/** What an address asks; what it does not say, or says wrongly, is as by itself: everything, the longest waiting first. */
export function readQueueAsked(parameter: (name: string) => string | undefined): QueueAsked {
  const word = (name: string): string => (parameter(name) ?? '').trim().slice(0, MOST_WORDS)
  const state = word('state')
  const page = /^[1-9]\d{0,3}$/u.test(word('page')) ? Math.min(Number(word('page')), MOST_PAGE) : 1
  return {
    state: isState(state) ? state : null,
    department: word('department'),
    text: word('q'),
    only: QUEUE_ONLY.find((each) => each === word('only')) ?? null,
    order: QUEUE_ORDERS.find((each) => each === word('order')) ?? 'waiting',
    page,
  }
}

/** The same as an address has it; empty where it asks for nothing. */
export function writeQueueAsked(asked: Partial<QueueAsked>): string {
  const query = new URLSearchParams()
  const { state = null, department = '', text = '', only = null, order = 'waiting', page = 1 } = asked
  if (state !== null) query.set('state', state)
  if (department !== '') query.set('department', department)
  if (text !== '') query.set('q', text)
  if (only !== null) query.set('only', only)
  if (order !== 'waiting') query.set('order', order)
  if (page > 1) query.set('page', String(page))
  return query.toString()
}

/** Rows that are asked for, in the order that is asked for: what needs a look most stands first. */
export function selectRows(rows: readonly QueueRow[], asked: QueueAsked): readonly QueueRow[] {
  const { state, department, text, only, order } = asked
  const found = rows.filter(
    (row) =>
      (state === null || row.state === state) &&
      (department === '' || row.department === department) &&
      (text === '' || row.organisation.includes(text) || row.code.includes(text)) &&
      (only === null || IS[only](row)),
  )
  return found.toSorted((a, b) => BY[order](a, b) || compareTexts(a.code, b.code) || a.budget - b.budget)
}

const IS: Readonly<Record<QueueOnly, (row: QueueRow) => boolean>> = {
  errors: ({ summary }) => (summary?.errors ?? 0) > 0,
  warnings: ({ summary }) => (summary?.errors ?? 0) + (summary?.warnings ?? 0) > 0,
  comments: ({ openComments }) => openComments > 0,
  late: ({ deadline }) => (deadline?.daysLeft ?? 0) < 0,
}

const BY: Readonly<Record<QueueOrder, (a: QueueRow, b: QueueRow) => number>> = {
  waiting: (a, b) => a.since.getTime() - b.since.getTime(),
  deadline: (a, b) => daysLeft(a) - daysLeft(b),
  name: (a, b) => compareTexts(a.department, b.department) || compareTexts(a.organisation, b.organisation),
  amount: (a, b) => (b.summary?.expenditure ?? -1) - (a.summary?.expenditure ?? -1),
  change: (a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)),
  findings: (a, b) =>
    (b.summary?.errors ?? 0) - (a.summary?.errors ?? 0) || (b.summary?.warnings ?? 0) - (a.summary?.warnings ?? 0),
  comments: (a, b) => b.openComments - a.openComments,
}

function daysLeft({ deadline }: QueueRow): number {
  return deadline?.daysLeft ?? Number.MAX_SAFE_INTEGER
}

/** How much more, or less, than last year, as a share of it; 0 where there is nothing to compare with. */
function changeOf({ summary }: QueueRow): number {
  return summary === null || summary.lastYear === 0 ? 0 : (summary.expenditure - summary.lastYear) / summary.lastYear
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
