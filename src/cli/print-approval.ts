import type { Language } from '../app/check-result.ts'
import type { Verification } from '../app/verify.ts'
import { words } from './language.ts'

type Approval = NonNullable<Extract<Verification, { readable: true }>['approval']>

/** The lines that tell who approved and published what, what that proves, and what it does not. */
export function printApproval(
  { approval, signature, inTrail }: Approval,
  { language, holds }: { readonly language: Language; readonly holds: boolean },
): readonly string[] {
  const say = (zh: string, en: string): string => words(zh, en)[language]
  const { organisation, year, edition, reason, version, ledger, steps, head } = approval
  const lines = [
    '',
    say(`批准记录：${organisation} ${year}年，第 ${edition} 版`, `Approval: ${organisation} ${year}, edition ${edition}`) +
      (reason === '' ? '' : say(`（更正：${reason}）`, ` (correction: ${reason})`)),
  ]
  for (const { name, office, role, day, document, entry } of steps) {
    const who = [office, role].filter((part) => part !== '').join(' · ')
    const paper = [day, document].filter((part) => part !== '').join(' ')
    const told = [name, who, paper].filter((part) => part !== '').join('，')
    lines.push(`  ${told}${say(`（审计第 ${entry} 条）`, ` (audit entry ${entry})`)}`)
  }
  lines.push(`  ${say('公开时的链首', 'head of the chain at publication')} ${head.n} ${head.hash}`)
  if (!holds) return lines
  lines.push(
    `  ✓ ${say(
      `这些文件由已批复的第 ${version} 版账本（${ledger.slice(0, 12)}…）印出，就是保密审查通过的那些文件；送审、审查、公开由不同的人办理`,
      `these files were printed from version ${version} of the ledger that was approved (${ledger.slice(0, 12)}…) and are those that were cleared; sending, clearing and publishing were done by different people`,
    )}`,
  )
  if (inTrail)
    lines.push(
      `  ✓ ${say('所列各条都在导出的审计记录中，序号和哈希相同', 'all entries stand in the exported audit trail, at their numbers')}`,
    )
  if (signature === 'valid') lines.push(`  ✓ ${say('批准记录的签名有效', 'the signature of the approval is valid')}`)
  const cannot = [
    ...(signature === 'valid'
      ? []
      : [
          say('批准记录没有签名，不能证明出自财政部门', 'the approval is not signed, so nothing proves that it is of the bureau'),
        ]),
    ...(inTrail
      ? []
      : [
          say(
            '没有对照整条审计链（用 --audit 给出）',
            'the whole chain of the audit trail was not looked at (name it with --audit)',
          ),
        ]),
    say(
      '岗位上是什么人、外部文件是否属实，不在此列',
      'who the people were, and whether the documents named are genuine, is not proved here',
    ),
  ]
  for (const text of cannot) lines.push(`  – ${text}`)
  return lines
}
