import type { Language } from '../app/check-result.ts'
import { verifyAudit } from '../app/verify-audit.ts'
import { words } from './language.ts'
import type { Exit } from './read-input.ts'

/** `mingzhang verify FILE` for an exported audit trail: exit status 0 when the chain holds, 1 when it breaks, 2 when it is none. */
export async function verifyAuditCommand(
  path: string,
  options: { json?: true; head?: string },
  language: Language,
): Promise<Exit> {
  const verified = await verifyAudit(path, options.head === undefined ? {} : { head: options.head })
  if (!verified.readable) {
    process.stderr.write(`${verified.message[language]}\n`)
    return 2
  }
  const { entries, head, from, to, fault } = verified
  const say = (zh: string, en: string): string => words(zh, en)[language]
  if (options.json === true) {
    const faultJson = fault === null ? null : { line: fault.line, message: fault[language] }
    process.stdout.write(`${JSON.stringify({ format: 'mingzhang/verify-audit/1', entries, head, from, to, fault: faultJson })}\n`)
  } else if (fault === null)
    process.stdout.write(
      `  ✓ ${say(`${entries} 条审计记录首尾相接，未被改动（${from ?? ''} 至 ${to ?? ''}）`, `${entries} audit entries form an unbroken chain (${from ?? ''} to ${to ?? ''})`)}\n  ${say('末条哈希', 'hash of the last')} ${head}\n`,
    )
  else
    process.stdout.write(
      `  ✗ ${fault[language]}\n  ${say(`此前 ${entries} 条无误。`, `The ${entries} entries before are in order.`)}\n`,
    )
  return fault === null ? 0 : 1
}
