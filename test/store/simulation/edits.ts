import type { Random } from '../../../bench/nation/random.ts'
import type { Change } from '../../../src/ledger/draft/changes.ts'
import type { Draft, DraftRow } from '../../../src/ledger/draft/draft.ts'
import type { SheetId } from '../../../src/ledger/judge-ledger.ts'

/** Texts as they are typed: whole, half, and not to be read. */
const TYPED = ['1200', '35000.50', '8,400', '12万', '', '1.234', '－5', '9999999']
const SHEETS: readonly SheetId[] = ['lines', 'lines', 'lines', 'words', 'indicators', 'procurement', 'glossary']

/** What somebody types into a draft as he sees it. */
export function randomEdit(draft: Draft, random: Random, key: string, sheets: readonly SheetId[] = SHEETS): readonly Change[] {
  return Array.from({ length: random.between(1, 4) }, (_, i): Change => {
    const sheet = random.pick(sheets)
    const rows = draft[sheet]
    if (rows.length === 0 || random.below(5) === 0) return added(sheet, random, `${key}-${i}`, rows)
    const row = random.pick(rows)
    if (random.below(8) === 0 && sheet !== 'words') return { kind: 'remove', sheet, row: row.id, at: row.at, texts: row.texts }
    return typed(sheet, row, random)
  }).filter((change, i, all) => all.findIndex(({ sheet, row }) => sheet === change.sheet && row === change.row) === i)
}

const FIELD: Readonly<Partial<Record<SheetId, string>>> = {
  lines: 'amount',
  words: 'text',
  indicators: 'value',
  procurement: 'goods',
  glossary: 'meaning',
}

function typed(sheet: SheetId, { id, texts }: DraftRow, random: Random): Change {
  const field = FIELD[sheet] ?? 'note'
  const after = sheet === 'lines' ? random.pick(TYPED) : `第${random.below(1000)}稿`
  return { kind: 'set', sheet, row: id, field, before: texts[field] ?? '', after }
}

function added(sheet: SheetId, random: Random, id: string, rows: readonly DraftRow[]): Change {
  const at = (rows.at(-1)?.at ?? 0) + 1
  if (sheet !== 'lines') {
    // A department's draft has no plan that would mend it: what is added there can be read.
    const named = sheet === 'words' ? { topic: `补充${id}` } : sheet === 'glossary' ? { term: `名词${id}` } : {}
    return { kind: 'add', sheet, row: id, at, texts: { ...named, [FIELD[sheet] ?? 'note']: `新增${random.below(1000)}` } }
  }
  const texts = { function: '2010301', economic: '30202', fund: '一般公共预算拨款', amount: random.pick(TYPED) }
  return { kind: 'add', sheet, row: id, at, texts }
}

/** The same intent on what stands there now: what was typed is typed over it. */
export function typedOver(draft: Draft, changes: readonly Change[]): readonly Change[] {
  return changes.flatMap((change): readonly Change[] => {
    const row = draft[change.sheet].find(({ id }) => id === change.row)
    if (change.kind === 'set') return row === undefined ? [] : [{ ...change, before: row.texts[change.field] ?? '' }]
    if (change.kind === 'remove') return row === undefined ? [] : [{ ...change, texts: row.texts }]
    return row === undefined ? [change] : []
  })
}
