import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { checkBytes, closeWorkers } from '../app/check-bytes.ts'
import type { Language } from '../app/check-result.ts'
import type { Checked, Refused } from '../app/checked.ts'
import type { CheckResult } from '../budget/check-result.ts'
import type { Words } from '../budget/finding.ts'
import { printCheck } from './print-check.ts'
import { startProgress } from './progress.ts'
import { readInput, refusedInput, type Exit } from './read-input.ts'
import { outputFault, writeOutput } from './write-output.ts'

export interface CheckOptions {
  readonly json?: true
  readonly report?: string
  readonly summary?: string
  readonly failOn: 'error' | 'warning' | 'never'
  readonly previous?: string
  readonly setAside?: string
}

/** `mingzhang check`. The exit status is part of the outward contract: 0 nothing at that level, 1 findings, 2 a file could not be read. */
export async function checkCommand(files: readonly string[], options: CheckOptions, language: Language): Promise<Exit> {
  let refine: (result: CheckResult) => CheckResult
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
  const progress = startProgress(files.length, language)
  let worst: Exit = 0
  // Several at once, told in the order in which they were named.
  const running = files.map((file) => limited(() => checkFile(file)))
  for (const [i, file] of files.entries()) {
    const checked = refined((await running[i]) as Checked | Refused, refine)
    progress.step(file)
    if (options.report !== undefined || options.summary !== undefined) items.push({ file, checked })
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
  const faults = [
    options.report === undefined ? null : await writeReport(options.report, items, language),
    options.summary === undefined ? null : await writeWorkbook(options.summary, items, language),
  ]
  for (const fault of faults) {
    if (fault === null) continue
    worst = 2
    process.stderr.write(`${fault[language]}\n`)
  }
  return worst
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

async function checkFile(file: string): Promise<Checked | Refused> {
  const input = await readInput(file)
  return input.ok ? checkBytes(input.bytes, file) : refusedInput(input)
}

function fails(result: CheckResult, level: CheckOptions['failOn']): boolean {
  if (level === 'never') return false
  return result.findings.some(
    (f) => f.setAside === undefined && (f.severity === 'error' || (level === 'warning' && f.severity === 'warning')),
  )
}

async function refinement(options: CheckOptions): Promise<(result: CheckResult) => CheckResult> {
  if (options.previous === undefined && options.setAside === undefined) return (result) => result
  const { applySetAside, compareWithPrevious, parseReport, parseSetAside } = await import('../app/compare-reports.ts')
  const previous = options.previous === undefined ? null : parseReport(await readFile(options.previous, 'utf8'))
  const aside = options.setAside === undefined ? null : parseSetAside(await readFile(options.setAside, 'utf8'))
  return (result) => {
    const compared = previous === null ? result : compareWithPrevious(result, previous)
    return aside === null ? compared : applySetAside(compared, aside)
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
  const shown = items.map(({ file, checked }) => ({ file: basename(file), ...checked }))
  return await writeOutput(path, renderReport(shown, language, await readStyle()))
}

async function writeWorkbook(
  path: string,
  items: readonly { file: string; checked: Checked | Refused }[],
  language: Language,
): Promise<Words | null> {
  const { writeSummary } = await import('../app/summary.ts')
  const rows = items.map(({ file, checked }) =>
    checked.ok ? { file, result: checked.result[language] } : { file, refused: checked.message[language] },
  )
  return await writeOutput(path, await writeSummary(rows, language))
}
