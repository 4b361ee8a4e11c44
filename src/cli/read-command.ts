import { closeWorkers, readBytes } from '../app/check-bytes.ts'
import type { Language } from '../app/check-result.ts'
import type { ReadResult } from '../budget/check-result.ts'
import { readInput, type Exit } from './read-input.ts'

/** `mingzhang read`: what stands in a document, before anything is checked. Exit status 0, or 2 when a file could not be read. */
export async function readCommand(
  files: readonly string[],
  options: { readonly json?: true },
  language: Language,
): Promise<Exit> {
  let worst: Exit = 0
  for (const file of files) {
    const input = await readInput(file)
    const read = input.ok ? await readBytes(input.bytes, file, language) : { ok: false as const, message: input.message }
    if (!read.ok) {
      process.stderr.write(`${file}: ${read.message[language]}\n`)
      worst = 2
      continue
    }
    process.stdout.write(options.json === true ? `${JSON.stringify(read.result)}\n` : printRead(read.result, language))
  }
  await closeWorkers()
  return worst
}

const STATE = {
  read: { zh: '已读', en: 'read' },
  empty: { zh: '空表', en: 'empty' },
  inferred: { zh: '推断', en: 'inferred' },
  unread: { zh: '未识别', en: 'not recognised' },
} as const

function printRead(result: ReadResult, language: Language): string {
  const zh = language === 'zh'
  const { department, year, file } = result.document
  const lines = [`${file}  ${department.name ?? ''} ${year ?? ''}`]
  for (const form of result.forms) {
    const figures = form.claims.filter((c) => c.state === 'number').length
    lines.push(
      `  ${STATE[form.state][language]}  ${form.title}  (${form.form}${figures === 0 ? '' : zh ? `，${figures} 个数字` : `, ${figures} figures`})`,
    )
  }
  for (const card of result.cards) {
    const name = card.fields['project-name']?.printed ?? card.title
    const budget = card.budget === null ? '' : `  ${card.budget.printed}`
    lines.push(
      `  ${zh ? '绩效目标' : 'target'} ${card.index}  ${name}${budget}  ${zh ? `${card.indicators.length} 个指标` : `${card.indicators.length} indicators`}`,
    )
  }
  lines.push(`  ${zh ? `${result.sentences.length} 句带有数字的文字说明` : `${result.sentences.length} sentences with figures`}`)
  for (const problem of result.problems) lines.push(`  ? ${problem.message}`)
  return `${lines.join('\n')}\n`
}
