import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { checkBytes, closeWorkers } from '../app/check-bytes.ts'
import type { Language } from '../app/check-result.ts'
import type { CheckSetResult } from '../app/check-together.ts'
import type { Checked, Refused } from '../app/checked.ts'
import type { CheckResult } from '../budget/check-result.ts'
import type { Words } from '../budget/finding.ts'
import { printCheck } from './print-check.ts'
import { printSet } from './print-set.ts'
import { startProgress } from './progress.ts'
import { readInput, refusedInput, type Exit } from './read-input.ts'
import { withPages } from './report-pages.ts'
import { outputFault, writeOutput } from './write-output.ts'

export interface CheckOptions {
  readonly json?: true
  readonly report?: string
  readonly summary?: string
  readonly failOn: 'error' | 'warning' | 'never'
  readonly together?: true
  readonly previous?: string
  readonly setAside?: string
}

/** `mingzhang check`. The exit status is part of the outward contract: 0 nothing at that level, 1 findings, 2 a file could not be read. */
export async function checkCommand(files: readonly string[], options: CheckOptions, language: Language): Promise<Exit> {
  if (options.together === true && files.length < 2) {
    process.stderr.write(`${TOO_FEW[language]}\n`)
    return 2
  }
  let refine: Refinement
  try {
    refine = await refinement(options)
  } catch (error) {
    if (!(error instanceof Error && (error.name === 'ListError' || isFileError(error)))) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  for (const path of [options.report, options.summary]) {
    const fault = path === undefined ? null : await outputFault(path, files)
    if (fault === null) continue
    process.stderr.write(`${fault[language]}\n`)
    return 2
  }
  const items: { file: string; checked: Checked | Refused }[] = []
  const set: { file: string; checked: Testimonial | Refused }[] = []
  const progress = startProgress(files.length, language)
  let worst: Exit = 0
  // Several at once, told in the order in which they were named.
  const running = files.map((file) => limited(() => checkFile(file, options.together === true)))
  for (const [i, file] of files.entries()) {
    const checked = refined((await running[i]) as Checked | Refused, refine.one)
    progress.step(file)
    if (options.report !== undefined || options.summary !== undefined) items.push({ file, checked })
    if (options.together === true) set.push({ file, checked: checked.ok ? withoutDocument(checked) : checked })
    if (!checked.ok) {
      worst = 2
      progress.clear()
      process.stderr.write(`${file}: ${checked.message[language]}\n`)
      continue
    }
    const result = checked.result[language]
    progress.clear()
    process.stdout.write(options.json === true ? `${JSON.stringify(result)}\n` : printCheck(result, language))
    if (fails(result, options.failOn) && worst === 0) worst = 1
  }
  progress.end()
  await closeWorkers()
  const together = options.together === true ? (await import('../app/check-together.ts')).checkTogether(set) : null
  const across = together === null ? null : refine.across(together.result[language])
  if (together !== null && across !== null) {
    process.stdout.write(options.json === true ? `${JSON.stringify(across)}\n` : printSet(across, together.compared, language))
    if (fails(across, options.failOn) && worst === 0) worst = 1
  }
  const faults = [
    options.report === undefined ? null : await writeReport(options.report, items, language),
    options.summary === undefined ? null : await writeWorkbook(options.summary, items, language, across ?? undefined),
  ]
  for (const fault of faults) {
    if (fault === null) continue
    worst = 2
    process.stderr.write(`${fault[language]}\n`)
  }
  return worst
}

/** What is kept of a checked file until all are there: not the document itself. */
type Testimonial = Pick<Checked, 'ok' | 'result' | 'testimony'>

function withoutDocument({ ok, result, testimony }: Checked): Testimonial {
  return { ok, result, ...(testimony === undefined ? {} : { testimony }) }
}

const TOO_FEW: Words = {
  zh: '互相核对（--together）至少需要两个文件。',
  en: 'Name at least two files to check them against each other (--together).',
}

let slots = 4
const queue: (() => void)[] = []

/** Files are held in memory while they are checked: a few at a time, however many were named. */
async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (slots === 0) await new Promise<void>((resolve) => queue.push(resolve))
  else slots--
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next === undefined) slots++
    else next()
  }
}

async function checkFile(file: string, testify: boolean): Promise<Checked | Refused> {
  const input = await readInput(file)
  return input.ok ? checkBytes(input.bytes, file, testify) : refusedInput(input)
}

function fails(result: Pick<CheckResult, 'findings'>, level: CheckOptions['failOn']): boolean {
  if (level === 'never') return false
  return result.findings.some(
    (f) => f.setAside === undefined && (f.severity === 'error' || (level === 'warning' && f.severity === 'warning')),
  )
}

/** What the options say of findings, in one document and across the set. */
interface Refinement {
  readonly one: (result: CheckResult) => CheckResult
  readonly across: (result: CheckSetResult) => CheckSetResult
}

async function refinement(options: CheckOptions): Promise<Refinement> {
  if (options.previous === undefined && options.setAside === undefined)
    return { one: (result) => result, across: (result) => result }
  const { applySetAside, compareWithPrevious, parseReport, parseSetAside } = await import('../app/compare-reports.ts')
  const previous = options.previous === undefined ? null : parseReport(await readFile(options.previous, 'utf8'))
  const aside = options.setAside === undefined ? null : parseSetAside(await readFile(options.setAside, 'utf8'))
  return {
    one(result) {
      const compared = previous === null ? result : compareWithPrevious(result, previous)
      return aside === null ? compared : applySetAside(compared, aside)
    },
    across: (result) => (aside === null ? result : applySetAside(result, aside)),
  }
}

function refined(checked: Checked | Refused, refine: (result: CheckResult) => CheckResult): Checked | Refused {
  return checked.ok ? { ...checked, result: { zh: refine(checked.result.zh), en: refine(checked.result.en) } } : checked
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error
}

async function writeReport(
  path: string,
  items: readonly { file: string; checked: Checked | Refused }[],
  language: Language,
): Promise<Words | null> {
  const [{ renderReport }, { readStyle }] = await Promise.all([import('../web/report.ts'), import('../server/assets.ts')])
  const shown = await withPages(items, (file) => basename(file))
  return await writeOutput(path, renderReport(shown, language, await readStyle()))
}

async function writeWorkbook(
  path: string,
  items: readonly { file: string; checked: Checked | Refused }[],
  language: Language,
  across: CheckSetResult | undefined,
): Promise<Words | null> {
  const { writeSummary } = await import('../app/summary.ts')
  const rows = items.map(({ file, checked }) =>
    checked.ok ? { file, result: checked.result[language] } : { file, refused: checked.message[language] },
  )
  return await writeOutput(path, await writeSummary(rows, language, across))
}
