import { adopt } from '../app/adopt.ts'
import type { Language } from '../app/check-result.ts'
import { importLedger } from '../app/import-ledger.ts'
import { newLedger } from '../app/new-ledger.ts'
import type { LedgerSaved } from '../app/open-ledger.ts'
import { rollLedgerForward } from '../app/roll-forward.ts'
import type { Exit } from './read-input.ts'

/** `mingzhang new`: an example ledger, or last year's rolled forward. Exit status 0, or 2 when nothing could be written. */
export async function newCommand(
  path: string,
  options: { readonly year?: string; readonly from?: string; readonly import?: string; readonly mapping?: string },
  language: Language,
): Promise<Exit> {
  const year = options.year === undefined ? undefined : Number(options.year)
  if (year !== undefined && !(Number.isInteger(year) && year >= 1990 && year <= 2100)) {
    process.stderr.write(
      language === 'zh'
        ? `预算年度应为四位数的年份，如 2026，实为“${options.year ?? ''}”。\n`
        : `A budget year is a number such as 2026, not "${options.year ?? ''}".\n`,
    )
    return 2
  }
  const { from, import: workbook, mapping } = options
  if ((workbook === undefined) !== (mapping === undefined)) {
    process.stderr.write(
      language === 'zh'
        ? '--import 与 --mapping 要一起给出：工作簿，以及它的表和列的对应关系（格式见 docs/ledger.md）。\n'
        : '--import and --mapping go together: the workbook, and what its sheets and columns mean (see docs/ledger.md).\n',
    )
    return 2
  }
  if (workbook !== undefined && mapping !== undefined) {
    const imported = { workbook, mapping, year: year ?? new Date().getFullYear(), ...(from === undefined ? {} : { from }) }
    return told(() => importLedger(path, imported), language)
  }
  return told(() => (from === undefined ? newLedger(path, year) : rollLedgerForward(from, path)), language)
}

/** `mingzhang adopt`: a ledger from a published document. Exit status 0, or 2 when it could not be read or nothing could be written. */
export async function adoptCommand(file: string, output: string, language: Language): Promise<Exit> {
  return told(() => adopt(file, output), language)
}

async function told(work: () => Promise<LedgerSaved>, language: Language): Promise<Exit> {
  let saved: LedgerSaved
  try {
    saved = await work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  if (!saved.ok) {
    for (const problem of saved.problems) process.stderr.write(`${problem.message[language]}\n`)
    return 2
  }
  for (const file of saved.files) process.stdout.write(`${file}\n`)
  const { questions } = saved.ledger
  if (questions.length > 0) {
    const n = questions.length
    process.stdout.write(language === 'zh' ? `\n有 ${n} 处需要由人决定：\n` : `\n${n} things are left for a person to decide:\n`)
    for (const question of questions) process.stdout.write(`  · ${question[language]}\n`)
  }
  return 0
}
