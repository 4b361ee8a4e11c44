import type { Language } from '../app/check-result.ts'
import type { FindingResult } from '../budget/check-result.ts'
import { readKey } from '../app/manifest.ts'
import { openLedger } from '../app/open-ledger.ts'
import { publish, PUBLISH_FORMATS, type PublishFormat } from '../app/publish.ts'
import { checkFolder, writePublication } from '../app/write-publication.ts'
import { printFinding } from './print-check.ts'
import type { Exit } from './read-input.ts'

export interface PublishCommandOptions {
  readonly output: string
  readonly formats?: string
  readonly place?: string
  readonly variant?: 'department' | 'unit'
  readonly lastYear?: string
  readonly draft?: true
  readonly sign?: string
}

/** Faults of what was asked, not of the ledger: told in one sentence, exit status 2. */
const ASKED = new Set(['PublishError', 'KeyError', 'FolderError'])

/** `mingzhang publish`: exit status 0, 1 when the ledger breaks a law (nothing is written), 2 when it cannot be read or asked for. */
export async function publishCommand(path: string, options: PublishCommandOptions, language: Language): Promise<Exit> {
  const formats = formatsOf(options.formats, language)
  const ledger = await openLedger(path)
  const before = options.lastYear === undefined ? null : await openLedger(options.lastYear)
  for (const opened of [ledger, before]) {
    if (opened === null || opened.ok) continue
    for (const problem of opened.problems) process.stderr.write(`${problem.message[language]}\n`)
    return 2
  }
  if (formats === null || !ledger.ok) return 2
  try {
    await checkFolder(options.output)
    const publication = await publish(ledger.ledger, {
      formats,
      ...(options.place === undefined ? {} : { place: options.place }),
      ...(options.variant === undefined ? {} : { variant: options.variant }),
      ...(before?.ok === true ? { lastYear: before.ledger } : {}),
      ...(options.draft === true ? { draft: true } : {}),
      ...(options.sign === undefined ? {} : { key: await readKey(options.sign) }),
    })
    const findings = publication.findings[language]
    const tell = (severity: FindingResult['severity']): number => {
      const told = findings.filter((f) => f.severity === severity)
      for (const finding of told) process.stderr.write(`${printFinding(finding, language).join('\n')}\n`)
      return told.length
    }
    if (!publication.ok) {
      const n = tell('error')
      process.stderr.write(
        language === 'zh'
          ? `有 ${n} 处错误，没有写出任何文件。改正后再发布；如需先看样子，请加 --draft。\n`
          : `${n} errors; nothing was written. Mend them first, or add --draft to see how it would look.\n`,
      )
      return 1
    }
    await writePublication(options.output, publication.files)
    if (options.draft === true) tell('error')
    const warnings = tell('warning')
    const { errors, equations } = publication.manifest.check
    process.stdout.write(
      language === 'zh'
        ? `已写入 ${options.output}：${publication.files.size} 个文件。读回核对：${equations.passed} 个等式成立，错误 ${errors}，提醒 ${warnings}。\n`
        : `Written to ${options.output}: ${publication.files.size} files. Read back and checked: ${equations.passed} equations hold, ${errors} errors, ${warnings} warnings.\n`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof Error && (ASKED.has(error.name) || 'syscall' in error))) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

function formatsOf(asked: string | undefined, language: Language): readonly PublishFormat[] | null {
  if (asked === undefined) return PUBLISH_FORMATS
  const names = asked.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !PUBLISH_FORMATS.some((f) => f === name))
  if (unknown.length === 0) return PUBLISH_FORMATS.filter((f) => names.includes(f))
  const known = PUBLISH_FORMATS.join(', ')
  process.stderr.write(
    language === 'zh'
      ? `没有“${unknown.join('、')}”这种格式，可选：${known}。\n`
      : `There is no format "${unknown.join(', ')}"; there are: ${known}.\n`,
  )
  return null
}
