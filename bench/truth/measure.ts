import { readFileSync } from 'node:fs'
import { openDisclosure } from '../../src/app/check-document.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Finding } from '../../src/budget/finding.ts'
import type { Proof } from '../../src/checks/proof.ts'
import type { Labels } from './labels.ts'
import { type AmountMatch, matchAmounts } from './match-amounts.ts'
import { kindOf, matchMistakes, type MistakeMatch, unexplainedErrors } from './match-mistakes.ts'
import { matchTables, type TableMatch } from './match-tables.ts'
import { PrintedText } from './printed-text.ts'

/** What reading and checking one labelled document came to. */
export interface Measured {
  readonly document: string
  readonly sha256: string
  /** Why it was not read at all: refused, or a bug of the program. Everything counts as missed then. */
  readonly refusal: string | null
  readonly tables: readonly TableMatch[]
  readonly amounts: readonly AmountMatch[]
  readonly mistakes: readonly MistakeMatch[]
  readonly findings: readonly Finding[]
  /** Error findings that no labelled mistake explains. */
  readonly unexplained: readonly Finding[]
  readonly problems: number
  readonly proof: Proof | null
}

/** Reads and checks a document in this process and compares what came out with what people saw in it. */
export async function measure(path: string, labels: Labels): Promise<Measured> {
  try {
    return await compare(path, labels)
  } catch (error) {
    // A bug of the program must not hide what became of the other documents.
    const [message = '', where = ''] = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n')
    return nothing(labels, `${message} ${where.trim()}`)
  }
}

/** Everything missed. */
function nothing(labels: Labels, refusal: string): Measured {
  const { document, sha256 } = labels
  const tables = labels.tables.map((label) => ({ label, outcome: 'absent' as const, found: [] }))
  const amounts = labels.amounts.map((label) => ({ label, outcome: 'missed' as const, claims: [] }))
  const mistakes = labels.mistakes.map((label) => ({
    label,
    kind: kindOf(label),
    outcome: 'missed' as const,
    findings: [],
  }))
  return { document, sha256, refusal, tables, amounts, mistakes, findings: [], unexplained: [], problems: 0, proof: null }
}

async function compare(path: string, labels: Labels): Promise<Measured> {
  const opened = await openDisclosure(readFileSync(path), path)
  if (!opened.ok) return nothing(labels, opened.message.en)
  const { document, sha256 } = labels
  const { reading } = opened
  const proof = checkReading(reading)
  const text = new PrintedText(opened.document)
  return {
    document,
    sha256,
    refusal: null,
    tables: matchTables(labels.tables, reading),
    amounts: matchAmounts(labels.amounts, reading, text),
    mistakes: matchMistakes(labels.mistakes, proof, text),
    findings: proof.findings,
    unexplained: unexplainedErrors(labels.mistakes, proof, text),
    problems: reading.problems.length,
    proof,
  }
}
