import { readXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sampleLedger } from '../../scripts/samples/sample-ledger.ts'
import { publish } from '../../src/app/publish.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { rollForward } from '../../src/ledger/roll-forward.ts'
import { hasShared, sharedDocument } from '../setup/documents.ts'
import { budgetHtml } from './budgets.ts'
import { Folder, mingzhang } from './run.ts'
import { Finding } from './schemas.ts'

/** The last line of `check --together --json`, as the contract has it: nothing else in it. */
const CheckSet = z.strictObject({
  format: z.literal('mingzhang/check-set/1'),
  findings: z.array(Finding),
  incomparable: z.array(z.strictObject({ files: z.array(z.string().min(1)).min(1), reason: z.string().min(8) })),
})

const folder = new Folder()
const NAME = '某某市商务局'
const good = folder.write('good.html', budgetHtml({ department: NAME }))
const otherVersion = folder.write(
  'version.html',
  budgetHtml({ department: NAME, total: '191.17', salary: '85.11' })
    .replace('>81.17<', '>91.17<')
    .replace('>175.11<', '>185.11<'),
)
const stranger = folder.write('stranger.html', budgetHtml({ department: '某某市财政局' }))
const copy = folder.write('copy.html', budgetHtml({ department: NAME }))
const empty = folder.write('empty.txt', '')

beforeAll(() => mingzhang(['--version']))
afterAll(() => folder.remove())

async function together(files: readonly string[], ...more: readonly string[]) {
  const ran = await mingzhang(['check', '--together', '--json', ...more, ...files])
  const lines = ran.out.trimEnd().split('\n')
  const read = lines.slice(0, -1).map((line) => z.looseObject({ format: z.string() }).parse(JSON.parse(line)))
  return { ...ran, read, set: CheckSet.parse(JSON.parse(lines.at(-1) ?? '')) }
}

const messages = (set: z.infer<typeof CheckSet>): string => set.findings.map((f) => f.message).join('\n')

describe('check --together', () => {
  test('--json: a line each, then one for the set; places carry their files', async () => {
    const { read, set } = await together([good, otherVersion])
    expect(read.map((r) => r.format)).toEqual(['mingzhang/check/1', 'mingzhang/check/1'])
    expect(set.findings).toHaveLength(1)
    const [finding] = set.findings
    expect(finding).toMatchObject({ code: 'same', severity: 'warning' })
    expect(new Set(finding?.places.map((p) => p.file))).toEqual(new Set([good, otherVersion]))
    for (const { left, right } of finding?.equations ?? [])
      expect([...left, ...right].map((t) => t.claim.place.file).toSorted()).toEqual([good, otherVersion].toSorted())
  })

  test('what cannot be compared is named with its reason: the same file, another department, one that cannot be read', async () => {
    const { set, status, err } = await together([good, copy, stranger, empty])
    expect(status).toBe(2)
    expect(err).toContain('empty.txt')
    expect(set.incomparable.map((i) => i.files)).toEqual([[empty], [good, copy], [good, stranger]])
    expect(set.incomparable.map((i) => i.reason).join()).toMatch(/没有读成.*同一份文件.*分属 2 个部门/u)
    const english = await together([good, stranger], '--lang', 'en')
    expect(english.set.incomparable[0]?.reason).toContain('These are of 2 departments')
  })

  test('findings across files count for the exit status, and a person may set them aside', async () => {
    const level = ['--fail-on', 'warning'] as const
    const alone = await mingzhang(['check', '--json', good])
    const warnings = alone.out.includes('"severity":"warning"') || alone.out.includes('"severity":"error"')
    const { status, set } = await together([good, otherVersion], ...level)
    expect(status).toBe(1)
    expect((await together([good, otherVersion], '--fail-on', 'never')).status).toBe(0)
    const list = folder.write(
      'aside.json',
      JSON.stringify({
        format: 'mingzhang/set-aside/1',
        findings: set.findings.map((f) => ({ finding: f.id, reason: '年中调整' })),
      }),
    )
    const aside = await together([good, otherVersion], ...level, '--set-aside', list)
    expect(aside.set.findings[0]?.setAside?.reason).toBe('年中调整')
    expect(aside.status).toBe(warnings ? 1 : 0)
  })

  test('for a person: what was compared, what not, and the findings with their files', async () => {
    const { out } = await mingzhang(['check', '--together', good, otherVersion, stranger])
    const section = out.slice(out.indexOf('互相核对'))
    expect(section).toContain('good.html · version.html')
    expect(section).toMatch(/\d+ 个等式成立，\d+ 个不成立/u)
    expect(section).toContain('分属 2 个部门')
    expect(section).toMatch(/version\.html 第1张表第\d行第\d列/u)
    expect((await mingzhang(['check', '--together', '--lang', 'en', good, stranger])).out).toContain('Across the documents')
  })

  test('--summary has a row for each, with both files', async () => {
    const out = folder.at('summary.xlsx')
    await mingzhang(['check', '--together', '--summary', out, good, otherVersion])
    const { sheets } = await readXlsx(folder.bytes('summary.xlsx'))
    const rows = (sheets[1]?.rows ?? []).map((r) => r.map((v) => String(v ?? '')))
    const row = rows.find((r) => r[1] === '互相核对')
    expect(row?.[0]?.split('\n').toSorted()).toEqual([good, otherVersion].toSorted())
  })

  test('one file alone is no set', async () => {
    const ran = await mingzhang(['check', '--together', good])
    expect(ran.status).toBe(2)
    expect(ran.err).toContain('至少需要两个文件')
    expect(ran.out).toBe('')
  })
})

describe('what is published, against itself', () => {
  async function published(ledger: Ledger, name: string, lastYear?: Ledger): Promise<string> {
    const result = await publish(ledger, { formats: ['html'], draft: true, ...(lastYear === undefined ? {} : { lastYear }) })
    if (!result.ok) throw new Error('not published')
    return folder.write(name, result.files.get('disclosure.html') ?? new Uint8Array())
  }
  const department = sampleLedger()
  const [, , cleaning = { code: '', name: '', kind: '', grade: '', funding: '' }] = department.units

  /** The budget of the unit that has lines of its own, as the unit would disclose it. */
  const unitOf = (ledger: Ledger): Ledger => ({
    ...ledger,
    department: { code: cleaning.code, name: cleaning.name },
    scope: 'unit',
    units: [cleaning],
    lines: ledger.lines.filter((l) => l.unit === cleaning.name),
    lastYear: [],
    procurement: [],
    projects: ledger.projects.filter((p) => ledger.lines.some((l) => l.unit === cleaning.name && l.project === p.name)),
  })

  test('a year and the next agree; another base is found', async () => {
    const [this_, next] = [department, rollForward(department)]
    const files = [await published(this_, 'y0.html'), await published(next, 'y1.html', this_)] as const
    const { set } = await together(files)
    expect(messages(set)).toBe('')
    expect(set.incomparable).toEqual([])
    const more = { ...this_, lines: this_.lines.map((l, i) => (i === 0 ? { ...l, amount: l.amount + 10_000_000 } : l)) }
    const changed = await together([await published(more, 'y0-more.html'), files[1]])
    expect(changed.set.findings.length).toBeGreaterThan(0)
    expect(messages(changed.set)).toContain('上年的数也可能已经调整')
  })

  test('a unit has no more than its department; where it has, that is an error in both files', async () => {
    const unit = unitOf(department)
    const files = [await published(department, 'department.html'), await published(unit, 'unit.html')] as const
    const fine = await together(files)
    expect(messages(fine.set)).toBe('')
    expect(fine.set.incomparable).toEqual([])
    const lines = unit.lines.map((l) => (l.flow === 'expenditure' ? { ...l, amount: l.amount * 9 } : l))
    const { set, status } = await together([files[0], await published({ ...unit, lines }, 'unit-more.html')])
    expect(status).toBe(1)
    expect(set.findings[0]).toMatchObject({ code: 'bound', severity: 'error' })
    expect(messages(set)).toContain('多于部门的')
  })
})

describe.skipIf(!hasShared)('real disclosures', () => {
  test('a department and its only unit agree in everything', async () => {
    const files = ['department', 'unit'].map((part) => sharedDocument(`putuo/commerce-2025-${part}.pdf`))
    const { set } = await together(files)
    expect(set).toMatchObject({ findings: [], incomparable: [] })
    const { out } = await mingzhang(['check', '--together', ...files])
    expect(Number(/各单位之和等于部门：(\d+) 个等式成立，0 个不成立/u.exec(out)?.[1])).toBeGreaterThan(200)
  })

  test("a street office's budget of 2025 is reckoned from that of 2024", async () => {
    const files = ['2024', '2025'].map((year) => sharedDocument(`putuo/wanli-${year}-department.pdf`))
    const { set } = await together(files)
    expect(set).toMatchObject({ findings: [], incomparable: [] })
  })
})
