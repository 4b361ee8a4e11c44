import { readFile } from 'node:fs/promises'
import type { Language } from '../app/check-result.ts'
import { verifyEntries } from '../app/verify-entries.ts'
import { words } from './language.ts'
import type { Exit } from './read-input.ts'

/** `mingzhang verify FILE` for a budget's exported entries: exit status 0 when all holds, 1 when it does not, 2 when it is none. */
export async function verifyEntriesCommand(
  path: string,
  options: { json?: true; head?: string },
  language: Language,
): Promise<Exit> {
  const text = await readFile(path, 'utf8')
  const verified = verifyEntries(text, path, options.head === undefined ? {} : { head: options.head })
  if (!verified.readable) {
    process.stderr.write(`${verified.message[language]}\n`)
    return 2
  }
  const { readable: _, fault, organisation, year, entries, head, versions, reproduced } = verified
  const say = (zh: string, en: string): string => words(zh, en)[language]
  if (options.json === true) {
    const faultJson = fault === null ? null : { line: fault.line, message: fault[language] }
    const result = { format: 'mingzhang/verify-entries/1', organisation, year, entries, head, versions, reproduced }
    process.stdout.write(`${JSON.stringify({ ...result, fault: faultJson })}\n`)
  } else {
    const lines = [`${organisation} ${year}`]
    if (fault !== null)
      lines.push(`  ✗ ${fault[language]}`, `  ${say(`此前 ${entries} 条无误。`, `The ${entries} entries before are in order.`)}`)
    else
      lines.push(
        `  ✓ ${say(`${entries} 条编制记录首尾相接，推出的草案与记下的一致`, `${entries} entries form an unbroken chain and make the draft that was noted`)}`,
        `  ${say('末条哈希', 'hash of the last')} ${head}`,
        ...versions.map(({ n, ledger }) => `  ${say(`第 ${n} 版的内容`, `ledger of version ${n}`)} ${ledger}`),
        `  ${say(`${versions.length} 版中有 ${reproduced} 版由这些记录重新推出，逐字节相同`, `${reproduced} of ${versions.length} versions were made again from these entries, to the same bytes`)}`,
      )
    process.stdout.write(`${lines.join('\n')}\n`)
  }
  return fault === null ? 0 : 1
}
