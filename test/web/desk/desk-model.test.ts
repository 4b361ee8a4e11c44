import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyChanges, type Change } from '../../../src/ledger/draft/changes.ts'
import { type Draft, draftOf } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import { DeskModel, type Entry } from '../../../src/web/desk/desk-model.ts'

const draft = draftOf(exampleLedger(2026))

function set(row: string, before: string, after: string, field = 'note'): Change {
  return { kind: 'set', sheet: 'lines', row, field, before, after }
}

function noteOf(of: Draft, row: string): string | undefined {
  return of.lines.find(({ id }) => id === row)?.texts['note']
}

const START = '人员经费：部门经济分类301、303'

describe('the model of a desk', () => {
  test('undoing has no end, and takes back what was made', () => {
    const model = new DeskModel(draft, 0)
    let before = START
    for (let i = 0; i < 500; i++) {
      model.edit([set('r1', before, String(i))])
      before = String(i)
    }
    for (let i = 0; i < 500; i++) model.undo()
    expect(model.draft).toEqual(draft)
    expect(model.undo()).toBeNull()
    for (let i = 0; i < 500; i++) model.redo()
    expect(noteOf(model.draft, 'r1')).toBe('499')
    expect(model.canRedo).toBe(false)
  })

  test('what was typed is sent once, as one change a cell', () => {
    const model = new DeskModel(draft, 0)
    model.edit([set('r1', START, 'a')])
    model.edit([set('r1', 'a', 'b')])
    const sending = model.send('k1')
    expect(sending).toEqual({ key: 'k1', changes: [set('r1', START, 'b')] })
    // While it is on its way, nothing else is sent, and it may be sent again.
    model.edit([set('r2', noteOf(draft, 'r2') ?? '', 'c')])
    expect(model.send('k2')).toBeNull()
    expect(model.unanswered).toEqual(sending)
    model.acknowledge('k1', 1)
    expect(model.unanswered).toBeNull()
    expect(model.isSaved).toBe(false)
    expect(model.send('k2')?.changes).toHaveLength(1)
    model.acknowledge('k2', 2)
    expect(model.isSaved).toBe(true)
    expect(model.saved).toEqual(model.draft)
  })

  test('an edit that was taken back is not sent', () => {
    const model = new DeskModel(draft, 0)
    model.edit([set('r1', START, 'a')])
    model.undo()
    expect(model.send('k')).toBeNull()
    expect(model.isSaved).toBe(true)
  })

  test('others’ entries go beneath one’s own work, in their order', () => {
    const model = new DeskModel(draft, 0)
    model.edit([set('r1', START, 'mine')])
    const sending = model.send('k')
    model.acknowledge('k', 2)
    const entries: Entry[] = [
      { n: 1, name: '李四', changes: [set('r2', noteOf(draft, 'r2') ?? '', 'theirs')] },
      { n: 2, name: '我', changes: sending?.changes ?? [] },
    ]
    const merged = model.merge(entries)
    expect(merged?.changed).toHaveLength(1)
    expect([noteOf(model.draft, 'r1'), noteOf(model.draft, 'r2')]).toEqual(['mine', 'theirs'])
    expect([model.n, model.isSaved, model.conflicts]).toEqual([2, true, []])
  })

  test('two in one cell: both texts stand, and a person chooses', () => {
    for (const whose of ['mine', 'theirs'] as const) {
      const model = new DeskModel(draft, 0)
      model.edit([set('r1', START, 'mine')])
      model.send('k')
      model.refuse('k')
      model.merge([{ n: 1, name: '李四', changes: [set('r1', START, 'theirs')] }])
      const [conflict] = model.conflicts
      expect(conflict).toMatchObject({ why: 'changed', by: '李四', change: { after: 'mine' }, now: { note: 'theirs' } })
      expect(noteOf(model.draft, 'r1')).toBe('theirs')
      model.settle(conflict?.id ?? 0, whose)
      expect(noteOf(model.draft, 'r1')).toBe(whose)
      expect(model.send('k2')?.changes ?? []).toEqual(whose === 'mine' ? [set('r1', 'theirs', 'mine')] : [])
    }
  })

  test('a row that others removed comes back with one’s own text', () => {
    const row = draft.lines[0]
    if (row === undefined) throw new Error('no line')
    const model = new DeskModel(draft, 0)
    model.edit([set('r1', START, 'mine')])
    model.merge([{ n: 1, name: '李四', changes: [{ kind: 'remove', sheet: 'lines', row: 'r1', at: row.at, texts: row.texts }] }])
    const [conflict] = model.conflicts
    expect(conflict?.why).toBe('gone')
    model.settle(conflict?.id ?? 0, 'mine')
    expect(noteOf(model.draft, 'r1')).toBe('mine')
  })

  test('a row that others changed is removed only when one insists', () => {
    const row = draft.lines[0]
    if (row === undefined) throw new Error('no line')
    const model = new DeskModel(draft, 0)
    model.edit([{ kind: 'remove', sheet: 'lines', row: 'r1', at: row.at, texts: row.texts }])
    model.merge([{ n: 1, name: '李四', changes: [set('r1', START, 'theirs')] }])
    expect(noteOf(model.draft, 'r1')).toBe('theirs')
    model.settle(model.conflicts[0]?.id ?? 0, 'mine')
    expect(noteOf(model.draft, 'r1')).toBeUndefined()
  })

  test('undoing leaves what others wrote, and says how much', () => {
    const model = new DeskModel(draft, 0)
    model.edit([set('r1', START, 'mine'), set('r2', noteOf(draft, 'r2') ?? '', 'mine too')])
    const sending = model.send('k')
    model.acknowledge('k', 1)
    model.merge([
      { n: 1, name: '我', changes: sending?.changes ?? [] },
      { n: 2, name: '李四', changes: [set('r1', 'mine', 'theirs')] },
    ])
    expect(model.undo()).toMatchObject({ left: 1, changes: [{ row: 'r2' }] })
    expect(noteOf(model.draft, 'r1')).toBe('theirs')
    expect(noteOf(model.draft, 'r2')).toBe(noteOf(draft, 'r2'))
  })

  test('what was not saved is taken up again, over what others did meanwhile', () => {
    const model = new DeskModel(draft, 0)
    model.edit([set('r1', START, 'a')])
    model.send('k')
    model.edit([set('r1', 'a', 'b')])
    const { unsaved } = model
    const other = applyChanges(draft, [set('r2', noteOf(draft, 'r2') ?? '', 'theirs')])
    if (!other.ok) throw new Error('does not fit')
    const again = new DeskModel(other.draft, 1)
    again.restore(JSON.parse(JSON.stringify(unsaved)))
    expect([noteOf(again.draft, 'r1'), noteOf(again.draft, 'r2')]).toEqual(['b', 'theirs'])
    expect(again.isSaved).toBe(false)
  })

  test('entries that do not fit ask for the whole state, which keeps one’s own work', () => {
    const model = new DeskModel(draft, 0)
    model.edit([set('r1', START, 'mine')])
    expect(model.merge([{ n: 5, name: '李四', changes: [set('r9', 'x', 'y')] }])).toBeNull()
    model.replace(draft, 5)
    expect([noteOf(model.draft, 'r1'), model.n, model.isSaved]).toEqual(['mine', 5, false])
  })
})

/** A server that keeps what fits, once by key, as the real one does. */
class Server {
  draft = draft
  readonly entries: Entry[] = []
  readonly keys = new Map<string, number>()

  post(key: string, name: string, changes: readonly Change[]): number | null {
    const kept = this.keys.get(key)
    if (kept !== undefined) return kept
    const applied = applyChanges(this.draft, changes)
    if (!applied.ok) return null
    this.draft = applied.draft
    this.entries.push({ n: this.entries.length + 1, name, changes })
    this.keys.set(key, this.entries.length)
    return this.entries.length
  }
}

describe('several at one draft, with a line that fails', () => {
  test('all come to one draft, and no text of anybody is lost', () => {
    const step = fc.record({
      who: fc.nat(2),
      what: fc.constantFrom('type', 'type', 'type', 'send', 'look', 'lose', 'undo', 'add', 'remove'),
      row: fc.nat(6),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const server = new Server()
        const models = [0, 1, 2].map(() => new DeskModel(draft, 0))
        let texts = 0
        const send = (model: DeskModel, who: number, losesAnswer: boolean): void => {
          const sending = model.unanswered ?? model.send(`${who}-${texts++}`)
          if (sending === null) return
          const n = server.post(sending.key, String(who), sending.changes)
          if (losesAnswer) return
          if (n === null) model.refuse(sending.key)
          else model.acknowledge(sending.key, n)
        }
        const look = (model: DeskModel): void => {
          // As the desk does it: nothing is asked while something is on its way.
          if (model.unanswered !== null) return
          expect(model.merge(server.entries.filter(({ n }) => n > model.n))).not.toBeNull()
        }
        for (const { who, what, row } of steps) {
          const model = models[who]
          if (model === undefined) continue
          const own = model.draft.lines[row % Math.max(1, model.draft.lines.length)]
          if (what === 'send' || what === 'lose') send(model, who, what === 'lose')
          else if (what === 'look') look(model)
          else if (what === 'undo') model.undo()
          else if (what === 'add')
            model.edit([{ kind: 'add', sheet: 'lines', row: `n${who}-${texts++}`, at: row + 0.5, texts: { note: `${who}` } }])
          else if (own === undefined) continue
          else if (what === 'remove') model.edit([{ kind: 'remove', sheet: 'lines', row: own.id, at: own.at, texts: own.texts }])
          else model.edit([set(own.id, own.texts['note'] ?? '', `text ${texts++}`)])
        }
        for (let round = 0; round < 3; round++)
          for (const [who, model] of models.entries()) {
            for (let i = 0; i < 4; i++) {
              send(model, who, false)
              look(model)
            }
            for (const { id } of model.conflicts) model.settle(id, 'theirs')
          }
        for (const model of models) {
          look(model)
          expect(model.isSaved).toBe(true)
          expect(model.draft).toEqual(server.draft)
        }
      }),
      { seed: 20_260_601, numRuns: 150 },
    )
  })
})
