import { createHash } from 'node:crypto'
import type {
  CheckResult,
  ClaimResult,
  DocumentResult,
  EquationResult,
  FindingResult,
  FormResult,
  SuspectResult,
} from '../budget/check-result.ts'
import type { Claim } from '../budget/claim.ts'
import type { Finding, Problem } from '../budget/finding.ts'
import type { Place } from '../budget/place.ts'
import type { Reading } from '../budget/reading.ts'
import { differenceOf, type Proof } from '../checks/proof.ts'
import type { Document } from '../document/document.ts'
import { documentOrder } from './document-order.ts'

export type Language = 'zh' | 'en'

/** Where a document came from. */
export interface Source {
  readonly file: string
  readonly sha256: string
}

/** The outward JSON of a check, in one language. */
export function checkResult(source: Source, document: Document, reading: Reading, proof: Proof, language: Language): CheckResult {
  const order = documentOrder(document)
  const count = (outcome: string): number => proof.outcomes.filter((o) => o === outcome).length
  const rank = { error: 0, warning: 1, note: 2 }
  const findings = proof.findings
    .toSorted((a, b) => rank[a.severity] - rank[b.severity] || order(a.places[0]) - order(b.places[0]))
    .map((finding) => findingResult(source, finding, proof, language))
  return {
    format: 'mingzhang/check/1',
    document: documentResult(source, document, reading),
    forms: formResults(source, reading),
    equations: {
      passed: count('passed'),
      failed: count('failed'),
      unchecked: proof.unchecked.reduce((sum, u) => sum + u.count, 0),
      reasons: proof.unchecked.map((u) => ({ reason: u.reason[language], count: u.count })),
    },
    findings,
    problems: [...(proof.inDoubt ? [IN_DOUBT] : []), ...doubtedTables(proof), ...reading.problems].map((p) => ({
      message: p.message[language],
      place: placed(source, p.place),
    })),
  }
}

/** One problem for all tables that were probably misread. */
function doubtedTables({ tablesInDoubt: tables = [] }: Proof): readonly Problem[] {
  const [first] = tables
  if (first === undefined) return []
  return [
    {
      message: {
        zh: `第${tables.join('、')}张表没有框线，读取可能有误（有的行、列未能认出，或对不上的数字太多），与其有关的问题都降为提示。请对照原页，或改用 Word、Excel 原文核对。`,
        en: `${tables.length === 1 ? 'Table' : 'Tables'} ${tables.join(', ')} without rules may have been misread (rows or columns not made out, or too many figures that disagree): what rests on them is told as notes. Compare with the pages, or check the Word or Excel original.`,
      },
      place: { table: first },
    },
  ]
}

const IN_DOUBT: Problem = {
  message: {
    zh: '这份文件里对不上的数字太多，更可能是读取有误（例如表格没有框线，或页面经过特殊排版），因此勾稽问题都降为提示。请对照原页，或改用 Word、Excel 原文核对。',
    en: 'So many figures of this file disagree that it has rather been misread (tables without rules, unusual layout): what the sums say is told as notes. Compare with the pages, or check the Word or Excel original.',
  },
  place: {},
}

export function documentResult(source: Source, document: Document, reading: Reading): DocumentResult {
  const { required: _, ...disclosure } = reading.disclosure
  return { file: source.file, sha256: source.sha256, type: document.type, ...disclosure }
}

/** The printed tables; the narrative is no form of its own. */
export function formResults(source: Source, reading: Reading): FormResult[] {
  const byTable = Map.groupBy(reading.claims, (c) => c.table)
  return reading.forms.flatMap((form, table): FormResult[] => {
    if (form.form === 'narrative') return []
    const claims = byTable.get(table)?.length ?? 0
    return [
      {
        form: form.form === '' ? 'unknown' : form.form,
        title: form.title,
        state: form.state,
        claims,
        place: placed(source, form.place),
      },
    ]
  })
}

/** A place with the file that it is in. */
export function placed(source: Source, place: Place): Place {
  return { file: source.file, ...place }
}

/** A finding as programs outside see it. Its places are in the source's file unless they say otherwise. */
export function findingResult(source: Source, finding: Finding, proof: Proof, language: Language): FindingResult {
  const claim = (id: number): ClaimResult => claimResult(source, claimOf(proof, id))
  const equations = finding.equations.map((index): EquationResult => {
    const equation = proof.equations[index]
    if (equation === undefined) throw new Error(`no equation ${index}`)
    const side = (terms: typeof equation.left) => terms.map((t) => ({ claim: claim(t.claim), times: t.times }))
    return {
      law: equation.law,
      left: side(equation.left),
      relation: equation.relation,
      right: side(equation.right),
      difference: differenceOf(equation, (id) => claimOf(proof, id).value),
      tolerance: equation.tolerance,
      ...(equation.premise === undefined ? {} : { premise: equation.premise[language] }),
    }
  })
  const suspects = finding.suspects.map((s): SuspectResult => {
    const suspect = claimOf(proof, s.claim)
    return {
      set: s.set,
      claim: suspect.state === 'absent' ? null : claimResult(source, suspect),
      repair: s.repair === null ? null : { amount: s.repair.value, printed: s.repair.printed },
      ...(s.slip === undefined ? {} : { slip: s.slip }),
    }
  })
  return {
    id: findingId(finding, proof),
    code: finding.code,
    severity: finding.severity,
    message: finding.message[language],
    ...(finding.basis === undefined ? {} : { basis: finding.basis }),
    places: finding.places.map((p) => placed(source, p)),
    ...(finding.subject === undefined ? {} : { subject: finding.subject }),
    equations,
    suspects,
    unique: finding.unique,
  }
}

function claimOf(proof: Proof, id: number): Claim {
  const claim = proof.claims[id]
  if (claim === undefined) throw new Error(`no claim ${id}`)
  return claim
}

/**
 * What a finding is about, whatever its place in the file: the same finding in a later version of the document has the same id, so that
 * `--previous` and `--set-aside` recognise it after rows have moved.
 */
function findingId(finding: Finding, proof: Proof): string {
  const about = finding.suspects.map((s) => {
    const { form, title, row, column, slot, slice, printed } = claimOf(proof, s.claim)
    return { form, title, row, column, slot, slice, printed }
  })
  const words = about.length === 0 ? finding.message.zh : ''
  const text = JSON.stringify([finding.code, finding.subject ?? null, about, words])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** A claim as programs outside see it. Amounts of money are fen; other measures have `value` and `unit`. */
export function claimResult(source: Source, claim: Claim): ClaimResult {
  const money = claim.measure === 'money'
  const { measure: _, ...slice } = claim.slice
  const kept = claim.slice.measure === 'change' ? { ...slice, measure: 'change' } : slice
  return {
    form: claim.form,
    title: claim.title,
    ...(claim.row === undefined || claim.sentence !== undefined ? {} : { row: claim.row }),
    ...(claim.column === undefined || claim.sentence !== undefined ? {} : { column: claim.column }),
    ...(claim.columnGroups === undefined || claim.sentence !== undefined ? {} : { columnGroups: claim.columnGroups }),
    ...(claim.sentence === undefined ? {} : { sentence: claim.sentence }),
    ...(claim.slot === undefined ? {} : { slot: claim.slot }),
    slice: kept as Readonly<Record<string, string>>,
    printed: claim.printed,
    state: claim.state === 'absent' ? 'blank' : claim.state,
    amount: money && claim.state === 'number' ? claim.value : null,
    ...(money || claim.state !== 'number' ? {} : { value: claim.value / 100, unit: claim.measure }),
    place: placed(source, claim.place),
  }
}
