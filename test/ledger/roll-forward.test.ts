import { describe, expect, test } from 'vitest'
import { sampleLedger } from '../../scripts/samples/sample-ledger.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { accountOf } from '../../src/ledger/account-of.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'
import { judgeLedger } from '../../src/ledger/judge-ledger.ts'
import { rollForward } from '../../src/ledger/roll-forward.ts'
import { EMPTY, line } from './sample.ts'

const PROJECT = { code: '', name: '修路', function: '', purpose: '', plan: [], goals: [], indicators: [], until: null }

describe("last year's ledger as this year's start", () => {
  test('amounts stay, and are last year’s to count changes from', () => {
    const next = rollForward({ ...EMPTY, lines: [line({ amount: 5 }), line({ amount: 7, origin: 'carried' })] })
    expect(next.year).toBe(2025)
    expect(next.lines.map((l) => l.amount)).toEqual([5])
    expect(next.lastYear.map((l) => l.amount)).toEqual([5, 7])
  })

  test('projects whose time is over go with their money and their purchases, and are named', () => {
    const projects = [
      { ...PROJECT, until: 2024 },
      { ...PROJECT, name: '绿化', until: 2025 },
    ]
    const next = rollForward({ ...EMPTY, projects, lines: [line({ project: '修路' }), line({ project: '绿化' })] })
    expect(next.projects.map((p) => p.name)).toEqual(['绿化'])
    expect(next.lines.map((l) => l.project)).toEqual(['绿化'])
    expect(next.questions[0]?.zh).toContain('“修路”只到2024年')
  })

  test('what was carried forward begins the year as money carried over', () => {
    const carried = line({ flow: 'carried-forward', fund: 'government-fund', project: '修路', amount: 9 })
    const next = rollForward({ ...EMPTY, projects: [PROJECT], lines: [carried] })
    expect(next.lines).toEqual([{ ...carried, flow: 'expenditure', nature: 'project', origin: 'carried', note: '2024年结转' }])
    const written = rollForward({ ...EMPTY, projects: [PROJECT], lines: [carried, line({ flow: 'income', amount: 9 })] })
    expect(written.lines.map((l) => [l.flow, l.amount])).toEqual([
      ['income', 9],
      ['brought-forward', 9],
      ['expenditure', 9],
    ])
  })

  test('codes that ended or are called otherwise since are named', () => {
    const next = rollForward({ ...EMPTY, year: 2018, lines: [line({ function: '2070101' }), line({ function: '210' })] })
    expect(next.lines.map((l) => l.function)).toEqual(['2070101', '210'])
  })

  test('what a new ledger begins with prints and is right', () => {
    const ledger = exampleLedger(2026)
    expect(judgeLedger(ledger)).toEqual([])
    expect(checkReading(readDisclosure(writeDisclosure(accountOf(ledger), hebei))).findings).toEqual([])
  })

  test('so is the ledger of the sample, and it stays right when it is rolled forward but for what is asked', () => {
    const ledger = sampleLedger()
    expect(judgeLedger(ledger)).toEqual([])
    expect(checkReading(readDisclosure(writeDisclosure(accountOf(ledger), hebei))).findings).toEqual([])
    expect(judgeLedger(rollForward(ledger)).filter((f) => f.severity === 'error')).toEqual([])
  })
})
