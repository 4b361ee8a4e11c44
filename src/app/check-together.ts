import type { FindingResult } from '../budget/check-result.ts'
import { checkSet, type Compared } from '../checks/across/check-set.ts'
import { findingResult, type Language } from './check-result.ts'
import type { Checked, Refused } from './checked.ts'

/** The outward JSON of what was found across several files: see the contract of `check --together`. Places and claims carry their file. */
export interface CheckSetResult {
  readonly format: 'mingzhang/check-set/1'
  readonly findings: readonly FindingResult[]
  /** Files that were not held against the others, or not against all of them, and why. */
  readonly incomparable: readonly { readonly files: readonly string[]; readonly reason: string }[]
}

export interface CheckedTogether {
  readonly result: Readonly<Record<Language, CheckSetResult>>
  /** Which files were held against each other, and how many figures agree. */
  readonly compared: readonly Compared[]
}

/** Checks files that were checked one by one, and testify, against each other. A file that could not be read is named as such. */
export function checkTogether(
  items: readonly { readonly file: string; readonly checked: Pick<Checked, 'ok' | 'result' | 'testimony'> | Refused }[],
): CheckedTogether {
  const documents = items.flatMap(({ file, checked }) =>
    checked.ok && checked.testimony !== undefined
      ? [{ file, sha256: checked.result.zh.document.sha256, testimony: checked.testimony }]
      : [],
  )
  const proof = checkSet(documents)
  const unread = items.flatMap(({ file, checked }) => (checked.ok ? [] : [{ files: [file], reason: UNREAD(checked) }]))
  const result = (language: Language): CheckSetResult => ({
    format: 'mingzhang/check-set/1',
    // Every place has its own file; the first stands in where a finding is of the set as a whole.
    findings: proof.findings.map((f) => findingResult({ file: items[0]?.file ?? '', sha256: '' }, f, proof, language)),
    incomparable: [...unread, ...proof.incomparable].map(({ files, reason }) => ({ files, reason: reason[language] })),
  })
  return { result: { zh: result('zh'), en: result('en') }, compared: proof.compared }
}

const UNREAD = ({ message }: Refused) => ({
  zh: `这个文件没有读成，未与其他文件核对：${message.zh}`,
  en: `This file could not be read and was not held against the others: ${message.en}`,
})
