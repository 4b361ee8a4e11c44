import { readXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { hasShared, sharedDocument } from '../setup/documents.ts'
import { budgetHtml } from './budgets.ts'
import { Folder, mingzhang } from './run.ts'
import { CheckResult, ReadResult } from './schemas.ts'

const folder = new Folder()
const good = folder.write('good.html', budgetHtml())
const bad = folder.write('bad.html', budgetHtml({ salary: '75.17' }))
const empty = folder.write('empty.txt', '')
// Builds what is stale, so that no test is measured with it.
beforeAll(() => mingzhang(['--version']))
afterAll(() => folder.remove())

const lines = (text: string): string[] => text.trimEnd().split('\n')
const parse = (text: string): z.infer<typeof CheckResult> => CheckResult.parse(JSON.parse(text))
const figures = (result: z.infer<typeof CheckResult>) => result.findings.filter((f) => f.suspects.length > 0)

describe('check', () => {
  test('--json is one object, as the contract has it', async () => {
    const ran = await mingzhang(['check', '--json', bad])
    expect(ran.err).toBe('')
    expect(lines(ran.out)).toHaveLength(1)
    const result = parse(ran.out)
    expect(result.document).toMatchObject({
      file: bad,
      type: 'html',
      year: 2023,
      stage: 'budget',
      units: ['万元'],
      place: 'hebei',
    })
    expect(figures(result)).toHaveLength(1)
    expect(figures(result)[0]).toMatchObject({
      code: 'sum',
      suspects: [{ set: 1, repair: { amount: 75_110_000, printed: '75.11' }, slip: 'digit' }],
      unique: true,
    })
    for (const f of result.findings) for (const p of f.places) expect(p.file).toBe(bad)
    const rank = { error: 0, warning: 1, note: 2 }
    const severities = result.findings.map((f) => rank[f.severity])
    expect(severities).toEqual(severities.toSorted((a, b) => a - b))
    const equation = figures(result)[0]?.equations[0]
    const side = (terms: readonly { claim: { amount: number | null }; times: number }[]): number =>
      terms.reduce((sum, t) => sum + t.times * (t.claim.amount ?? 0), 0)
    expect(equation?.difference).toBe(side(equation?.left ?? []) - side(equation?.right ?? []))
  })

  test('several files are a line each, in their order', async () => {
    const ran = await mingzhang(['check', '--json', good, bad, good])
    expect(lines(ran.out).map((line) => parse(line).document.file)).toEqual([good, bad, good])
  })

  test('plain output names the file, the coverage, the finding and its place, without colour', async () => {
    const { out, status } = await mingzhang(['check', bad])
    expect(status).toBe(1)
    expect(out).toContain(bad)
    expect(out).toContain('印为“75.17”，按其他各处应为 75.11')
    expect(out).toMatch(/\d+ 个等式成立，2 个不成立/u)
    expect(out).toContain('第1张表第3行第5列')
    expect(out).not.toContain('\u001b')
  })

  test.each([
    ['findings', [bad], 1],
    ['a file that cannot be read', [empty], 2],
    ['a file that is not there', [folder.at('nowhere.txt')], 2],
    ['a folder', [folder.path], 2],
    ['findings and a file that cannot be read: 2 wins, wherever it stands', [bad, empty], 2],
    ['the same in the other order', [empty, bad], 2],
    ['findings that do not count', ['--fail-on', 'never', bad], 0],
    ['an unreadable file whatever counts', ['--fail-on', 'never', empty], 2],
    ['no file at all', [], 2],
    ['an unknown option', ['--nonsense', bad], 2],
    ['an unknown level', ['--fail-on', 'perhaps', bad], 2],
  ] as const)('exit status: %s', async (_, args, status) => {
    const ran = await mingzhang(['check', ...args])
    expect(ran.status, ran.err).toBe(status)
    if (status === 2) {
      expect(ran.err).not.toBe('')
      expect(ran.err).not.toMatch(/^\s+at /mu)
    }
  })

  test('a readable file is told although another is not, and the refusal is one line', async () => {
    const ran = await mingzhang(['check', '--json', empty, bad])
    expect(figures(parse(ran.out))).toHaveLength(1)
    expect(lines(ran.err)).toEqual([expect.stringContaining(empty)])
  })

  test('--fail-on warning counts warnings', async () => {
    const page = budgetHtml().replace('住房保障支出', '住房保障的支出')
    const all = parse((await mingzhang(['check', '--json', folder.write('named.html', page)])).out)
    const aside = all.findings.filter((f) => f.severity === 'error').map((f) => ({ finding: f.id, reason: '单张表' }))
    const list = folder.write('errors.json', JSON.stringify({ format: 'mingzhang/set-aside/1', findings: aside }))
    expect(all.findings.some((f) => f.severity === 'warning')).toBe(true)
    expect((await mingzhang(['check', '--set-aside', list, folder.at('named.html')])).status).toBe(0)
    expect((await mingzhang(['check', '--fail-on', 'warning', '--set-aside', list, folder.at('named.html')])).status).toBe(1)
  })

  test('--report is one file, without script and without anything from elsewhere', async () => {
    const report = folder.at('report.html')
    const ran = await mingzhang(['check', '--report', report, bad, good, empty])
    expect(ran.status).toBe(2)
    const page = folder.text('report.html')
    expect(page).toContain('75.11')
    expect(page).toContain('empty.txt')
    expect(page).not.toMatch(/<script|javascript:|\son\w+=/iu)
    expect(page).not.toMatch(/(?:src|href|action|poster|data)\s*=\s*["']?(?:https?:)?\/\//iu)
    expect(page).not.toMatch(/@import|url\(\s*["']?(?!data:|#)/iu)
    expect(page).not.toMatch(/<(?:link|iframe|object|embed|base)\b/iu)
  })

  test('--summary has a row a document and a row a finding, and no formula', async () => {
    const evil = folder.write('=cmd().html', budgetHtml({ department: '=HYPERLINK("http://x")', office: '@6..06' }))
    const summary = folder.at('summary.xlsx')
    await mingzhang(['check', '--json', '--summary', summary, bad, evil, empty]).then(({ out }) =>
      folder.write('out.ndjson', out),
    )
    const { sheets } = await readXlsx(folder.bytes('summary.xlsx'))
    const [documents, findings] = sheets
    const files = (documents?.rows ?? []).slice(1).map((r) => r[0])
    expect(files).toEqual([bad, evil, empty])
    expect(documents?.rows.at(-1)?.[10]).toMatch(/空/u)
    const expected = lines(folder.text('out.ndjson')).flatMap((line) => parse(line).findings.map((f) => f.id))
    expect((findings?.rows ?? []).slice(1).map((r) => r[10])).toEqual(expected)
    for (const row of [...(documents?.rows ?? []), ...(findings?.rows ?? [])])
      for (const cell of row) if (typeof cell === 'string') expect(cell).not.toMatch(/^[=+\-@\t\r]/u)
    expect(findings?.rows.flat()).toContain("'@6..06")
  })

  test('--previous: mended, remaining and new', async () => {
    const paper = (cells: Parameters<typeof budgetHtml>[0]): string => folder.write('paper.html', budgetHtml(cells))
    const before = await mingzhang(['check', '--json', paper({ salary: '75.17' })])
    const previous = folder.write('before.json', before.out)
    const same = parse((await mingzhang(['check', '--json', '--previous', previous, folder.at('paper.html')])).out)
    expect(same.mended).toEqual([])
    expect(new Set(same.findings.map((f) => f.since))).toEqual(new Set(['remaining']))
    paper({ total: '118.17' })
    const now = parse((await mingzhang(['check', '--json', '--previous', previous, folder.at('paper.html')])).out)
    expect(now.mended?.map((f) => f.suspects[0]?.claim?.printed)).toEqual(['75.17'])
    expect(figures(now).map((f) => [f.since, f.suspects[0]?.claim?.printed])).toEqual([['new', '118.17']])
    expect(now.findings.filter((f) => f.suspects.length === 0).every((f) => f.since === 'remaining')).toBe(true)
    expect((await mingzhang(['check', '--previous', previous, folder.at('paper.html')])).out).toContain('已改正 1 条')
  })

  test('--set-aside: listed with its reason, counted no more', async () => {
    const all = parse((await mingzhang(['check', '--json', bad])).out)
    const findings = all.findings.map((f) => ({ finding: f.id, reason: '已核对原始凭证', by: '王某' }))
    const list = folder.write('aside.json', JSON.stringify({ format: 'mingzhang/set-aside/1', findings }))
    const ran = await mingzhang(['check', '--json', '--set-aside', list, bad])
    expect(ran.status).toBe(0)
    const result = parse(ran.out)
    expect(result.findings).toHaveLength(all.findings.length)
    for (const f of result.findings) expect(f.setAside).toEqual({ reason: '已核对原始凭证', by: '王某' })
    const plain = await mingzhang(['check', '--set-aside', list, bad])
    expect(plain.out).toContain(`已搁置 ${all.findings.length} 条`)
    expect(plain.out).toContain('已核对原始凭证')
  })

  test.each([
    ['--set-aside', '{"format":"mingzhang/set-aside/1","findings":[{"finding":"x"}]}', 'reason'],
    ['--set-aside', '{"format":"other"}', 'mingzhang/set-aside/1'],
    ['--previous', '{"a":1}', 'mingzhang/check/1'],
    ['--previous', 'not json', 'JSON'],
  ])('%s with %s is refused in words', async (option, content, says) => {
    const ran = await mingzhang(['check', option, folder.write('list.json', content), bad])
    expect(ran.status).toBe(2)
    expect(ran.err).toContain(says)
    expect(ran.err).not.toMatch(/^\s+at /mu)
    expect(ran.out).toBe('')
  })

  test('--codes lists every code that a check gives', async () => {
    const { out, status } = await mingzhang(['check', '--codes'])
    expect(status).toBe(0)
    const codes = lines(out).map((line) => line.split(/\s+/u)[0])
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes).toEqual(
      expect.arrayContaining([
        'sum',
        'same',
        'balance',
        'blank',
        'malformed',
        'bound',
        'change',
        'plan',
        'name',
        'serial',
        'indicator',
        'empty-note',
        'missing',
      ]),
    )
  })
})

describe('languages and help', () => {
  test.each([
    [['--help'], {}, '用法|明账'],
    [['check', '--help'], {}, '读取并核对'],
    [['read', '--help'], {}, '列出读到的内容'],
    [['serve', '--help'], {}, '网页'],
    [['check', '--help', '--lang', 'en'], {}, 'read and check'],
    [['check', '--help'], { LANG: 'en_US.UTF-8' }, 'read and check'],
  ] as const)('%j %j', async (args, environment, says) => {
    const ran = await mingzhang(args, environment)
    expect(ran.status).toBe(0)
    expect(ran.out).toMatch(new RegExp(says, 'u'))
  })

  test('--lang en and LANG=en_US say the same in English; --lang wins', async () => {
    const asked = await mingzhang(['check', '--lang', 'en', bad])
    const environment = await mingzhang(['check', bad], { LANG: 'en_US.UTF-8' })
    expect(asked.out).toBe(environment.out)
    expect(asked.out).toContain('by all other figures it should be 75.11')
    expect((await mingzhang(['check', '--lang', 'zh', bad], { LANG: 'en_US.UTF-8' })).out).toContain('按其他各处应为 75.11')
    expect(parse((await mingzhang(['check', '--json', '--lang=en', bad])).out).findings[0]?.message).toMatch(
      /^[\u0020-\u007e“”]*《?/u,
    )
    expect((await mingzhang(['check', '--lang', 'en', empty])).err).toMatch(/empty|no text/iu)
  })
})

describe('read', () => {
  test('--json is one object a file, as the contract has it', async () => {
    const ran = await mingzhang(['read', '--json', good, bad])
    expect(ran.status).toBe(0)
    const results = lines(ran.out).map((line) => ReadResult.parse(JSON.parse(line)))
    expect(results.map((r) => r.document.file)).toEqual([good, bad])
    expect(results[0]?.forms[0]?.claims).toHaveLength(9)
  })

  test('plain output, exit 2 and no checking', async () => {
    const ran = await mingzhang(['read', bad, empty])
    expect(ran.status).toBe(2)
    expect(ran.out).toContain('部门预算支出总表')
    expect(ran.out).not.toContain('应为')
    expect(lines(ran.err)).toHaveLength(1)
  })
})

describe.skipIf(!hasShared)('nandagang-2023 through the command (needs ../shared/documents)', () => {
  const files = ['txt', 'html', 'docx', 'xlsx'].map((e) => sharedDocument(`nandagang/nandagang-2023.${e}`))

  test('check and read keep the contract in every format', async () => {
    const [checked, read] = await Promise.all([mingzhang(['check', '--json', ...files]), mingzhang(['read', '--json', ...files])])
    expect(checked.status).toBe(1)
    const results = lines(checked.out).map(parse)
    expect(results.map((r) => r.document.type)).toEqual(['txt', 'html', 'docx', 'xlsx'])
    const txt = results[0]
    for (const f of txt?.findings ?? []) for (const p of f.places) expect(p.line).toBeGreaterThan(0)
    const readings = lines(read.out).map((line) => ReadResult.parse(JSON.parse(line)))
    expect(readings.map((r) => r.cards.length)).toEqual([9, 9, 9, 9])
  })

  test('every code that comes up is in --codes', async () => {
    const codes = lines((await mingzhang(['check', '--codes'])).out).map((line) => line.split(/\s+/u)[0])
    const { findings } = parse((await mingzhang(['check', '--json', files[0] ?? ''])).out)
    for (const f of findings) expect(codes).toContain(f.code)
  })
})
