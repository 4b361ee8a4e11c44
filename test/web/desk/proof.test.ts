import { describe, expect, test } from 'vitest'
import { applyChanges, type Change } from '../../../src/ledger/draft/changes.ts'
import { type Draft, draftOf } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import { BLANK_LINE } from '../../../src/ledger/ledger.ts'
import { plannedAsControl } from '../../../src/ledger/workflow/control.ts'
import { GlyphFinder } from '../../../src/document/glyphs.ts'
import { judgeBudget } from '../../../src/app/compile/judge-budget.ts'
import { printableGlyphs } from '../../../src/app/printable-glyphs.ts'
import { readDraft } from '../../../src/ledger/draft/draft.ts'
import { progressOf } from '../../../src/web/desk/chapters.ts'
import { cellKey } from '../../../src/web/desk/desk-model.ts'
import { besideLastYear } from '../../../src/web/desk/last-year-beside.ts'
import { renderPreview } from '../../../src/web/desk/preview.ts'
import { proveQuickly } from '../../../src/web/desk/quick-proof.ts'
import { proveWholly } from '../../../src/web/desk/whole-proof.ts'

const ledger = exampleLedger(2026)
const draft = draftOf(ledger)

function made(changes: readonly Change[]): Draft {
  const applied = applyChanges(draft, changes)
  if (!applied.ok) throw new Error(JSON.stringify(applied.conflicts))
  return applied.draft
}

const amount = (row: string, before: string, after: string): Change => ({
  kind: 'set',
  sheet: 'lines',
  row,
  field: 'amount',
  before,
  after,
})

describe('the proof at every keystroke', () => {
  test('what cannot be read and what is inconsistent stands at its cell, blank rows counted', () => {
    const changed = made([
      amount('r1', '600000.00', '六十万'),
      { kind: 'set', sheet: 'lines', row: 'r4', field: 'function', before: '2010301 行政运行', after: '' },
      { kind: 'add', sheet: 'lines', row: 'n1', at: 3.5, texts: {} },
    ])
    const { at, notes } = proveQuickly(changed, [])
    expect(notes).toHaveLength(2)
    expect(at.get(cellKey({ sheet: 'lines', row: 'r1', field: 'amount' }))?.[0]?.message.zh).toMatch(/^应为以元为单位/u)
    expect(at.get(cellKey({ sheet: 'lines', row: 'r4', field: 'function' }))?.[0]).toMatchObject({
      severity: 'error',
      message: { zh: '支出没有功能分类科目。请选到项级。', en: 'expenditure without a function. Choose an item.' },
    })
  })

  test('what the published PDF cannot print is said at its cell, and is what holds up the submission', () => {
    const { finder } = printableGlyphs()
    const [project] = draft.projects
    if (project === undefined) throw new Error('no project')
    const name = project.texts['name'] ?? ''
    const renamed = made([
      ...(['name'] as const).map(
        (field): Change => ({ kind: 'set', sheet: 'projects', row: project.id, field, before: name, after: `${name}𱍐😀` }),
      ),
      ...draft.lines
        .filter(({ texts }) => texts['project'] === name)
        .map(
          ({ id: row }): Change => ({ kind: 'set', sheet: 'lines', row, field: 'project', before: name, after: `${name}𱍐😀` }),
        ),
      ...draft.indicators
        .filter(({ texts }) => texts['project'] === name)
        .map(
          ({ id: row }): Change => ({
            kind: 'set',
            sheet: 'indicators',
            row,
            field: 'project',
            before: name,
            after: `${name}𱍐😀`,
          }),
        ),
    ])
    const { at } = proveQuickly(renamed, [], finder)
    const said = at.get(cellKey({ sheet: 'projects', row: project.id, field: 'name' }))
    expect(said?.map(({ severity, message }) => [severity, message.zh])).toEqual([
      ['warning', expect.stringMatching(/^“𱍐”“😀”印不出来.*换成通行的字/u)],
    ])
    expect(proveQuickly(draft, [], finder).notes).toEqual(proveQuickly(draft, []).notes)
    expect(proveQuickly(renamed, [], new GlyphFinder([[0, 0x10ffff]])).notes).toEqual(proveQuickly(renamed, []).notes)
    const { ledger: held } = readDraft(renamed)
    const errors = judgeBudget(held, 'department').errors.map(({ zh }) => zh)
    expect(errors.filter((zh) => zh.includes('印不出来'))).toEqual([
      expect.stringContaining('“𱍐”（U+31350）'),
      expect.stringContaining('“😀”（U+1F600）'),
    ])
    expect(judgeBudget(ledger, 'department').errors).toEqual([])
  })

  test('sums stand beside the control figures', () => {
    const { control } = proveQuickly(made([amount('r4', '50000.00', '60000')]), plannedAsControl(ledger.lines))
    expect(control.filter(({ left }) => left !== 0)).toMatchObject([{ fund: 'general', nature: 'running', left: -1_000_000 }])
  })
})

describe('the whole proof', () => {
  const asked = { saved: draft, lastYear: null, cell: null }

  test('a sound draft prints what nothing is found in', () => {
    const proof = proveWholly({ ...asked, draft })
    expect(proof?.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(proof?.failed).toBe(0)
    expect(proof?.passed).toBeGreaterThan(100)
    expect(proof?.touched).toEqual([])
  })

  test('what a change touches is every printed cell above it, and the sentences', () => {
    const proof = proveWholly({ ...asked, draft: made([amount('r4', '50000.00', '60000')]) })
    const said =
      proof?.touched.map(({ title, row, column, before, after }) => [title, row, column, before, after].join('|')) ?? []
    expect(said).toContain('部门预算支出总表|2010301 行政运行|基本支出|65.50|66.50')
    expect(said).toContain('部门预算收支总表|本年支出合计|支出 预算数|103.30|104.30')
    expect(said).toContain('部门预算一般公共预算财政拨款基本支出表|30201 办公费|一般公共预算基本支出 公用经费|5.00|6.00')
    expect(said.some((text) => text.startsWith('三、机关运行经费安排情况'))).toBe(true)
    // Nothing of the projects.
    expect(said.filter((text) => /项目支出\|/u.test(text))).toEqual([])
  })

  test('a line that is taken away is told as no longer printed, a new one as newly printed', () => {
    const own = draft.lines[1]
    if (own === undefined) throw new Error('no line')
    const without = made([{ kind: 'remove', sheet: 'lines', row: own.id, at: own.at, texts: own.texts }])
    const gone = proveWholly({ ...asked, draft: without })?.touched.filter(({ after }) => after === null) ?? []
    expect(gone.some(({ row }) => row.startsWith('2080505'))).toBe(true)
    const back = proveWholly({ ...asked, draft, saved: without })?.touched.filter(({ before }) => before === null) ?? []
    expect(back.some(({ row, at }) => row.startsWith('2080505') && at !== null)).toBe(true)
  })

  test('where a line goes is marked in the preview, whatever column one stands in', () => {
    for (const field of ['amount', 'fund', 'note']) {
      const proof = proveWholly({ ...asked, draft, cell: { sheet: 'lines', row: 'r5', field } })
      if (proof === null) throw new Error('nothing is printed')
      expect(proof.traced.length).toBeGreaterThan(10)
      const { markup, parts } = renderPreview(proof)
      // 公务接待费 is its own class, and one of the three public expenses.
      expect(markup).toMatch(/公务接待费<\/\w+><td id="[^"]+" class="n traced">0\.50/u)
      expect(parts.map(({ title }) => title)).toContain('部门预算财政拨款“三公”经费支出表')
    }
    const words = proveWholly({ ...asked, draft, cell: { sheet: 'words', row: draft.words[0]?.id ?? '', field: 'text' } })
    expect(words?.traced).toHaveLength(1)
  })

  test('without a year or a place there is nothing to print', () => {
    const changed = made([{ kind: 'set', sheet: 'basic', row: 'basic', field: 'place', before: 'hebei', after: '' }])
    expect(proveWholly({ ...asked, draft: changed })).toBeNull()
  })
})

describe('the statutory chapters', () => {
  test('say what they lack and where, and nothing where they may be empty', () => {
    const progress = new Map(progressOf(draft).map((each) => [each.chapter.id, each]))
    expect(progress.get('totals')?.missing).toEqual([])
    expect(progress.get('running-cost')?.met).toBe(1)
    expect(progress.get('assets')?.missing.map(({ cell }) => cell)).toEqual([{ sheet: 'assets', row: 'r1', field: 'value' }])
    const bare = { ...draft, projects: [], indicators: [], procurement: [] }
    expect(progressOf(bare).find(({ chapter }) => chapter.id === 'projects')?.missing).toEqual([])
    const half = { ...draft, indicators: [] }
    expect(progressOf(half).find(({ chapter }) => chapter.id === 'projects')?.missing).toHaveLength(1)
  })
})

describe('last year beside this year', () => {
  const line = (said: Partial<typeof BLANK_LINE>): typeof BLANK_LINE => ({ ...BLANK_LINE, fund: 'general', ...said })

  test('by what the money is for; the first of a kind speaks for all, and what ended is told', () => {
    const now = [
      line({ economic: '30201', amount: 500 }),
      line({ economic: '30201', amount: 100 }),
      line({ economic: '30202', amount: 7 }),
    ]
    const before = [line({ economic: '30201', amount: 450 }), line({ economic: '30211', amount: 9 })]
    expect(besideLastYear(now, before)).toEqual({
      lines: [
        { before: 450, change: 150 },
        { before: null, change: null },
        { before: null, change: 7 },
      ],
      ended: [before[1]],
    })
    expect(besideLastYear(now, []).lines.every(({ change }) => change === null)).toBe(true)
  })

  test('a unit of a department stands beside itself, where both years name the units', () => {
    const now = [line({ unit: '甲', economic: '30201', amount: 5 }), line({ unit: '乙', economic: '30201', amount: 70 })]
    const before = [line({ unit: '甲', economic: '30201', amount: 4 }), line({ unit: '乙', economic: '30201', amount: 60 })]
    expect(besideLastYear(now, before).lines).toEqual([
      { before: 4, change: 1 },
      { before: 60, change: 10 },
    ])
    const unnamed = before.map((each) => ({ ...each, unit: '' }))
    expect(besideLastYear(now, unnamed).lines).toEqual([
      { before: 64, change: 11 },
      { before: null, change: null },
    ])
  })
})
