import { z } from 'zod'
import type { CheckResult, FindingResult } from '../budget/check-result.ts'

/** A finding that a person has looked at and set aside, with the reason. `finding` is its `id` in the JSON of a check. */
export interface SetAside {
  readonly finding: string
  readonly reason: string
  readonly by?: string
}

/** A list that could not be understood; the message says what was expected and what was found. */
export class ListError extends Error {
  override readonly name = 'ListError'
}

/**
 * Marks what is new and what remained since an earlier report of the same document, and lists what was mended.
 * Documents are matched by file name, or, where there is one of each, to one another.
 */
export function compareWithPrevious(now: CheckResult, previous: readonly CheckResult[]): CheckResult {
  const name = (r: CheckResult): string => r.document.file.split(/[\\/]/u).at(-1) ?? ''
  const before = previous.find((p) => name(p) === name(now)) ?? (previous.length === 1 ? previous[0] : undefined)
  if (before === undefined) return { ...now, findings: now.findings.map((f) => ({ ...f, since: 'new' })), mended: [] }
  const known = new Set(before.findings.map((f) => f.id))
  const standing = new Set(now.findings.map((f) => f.id))
  return {
    ...now,
    findings: now.findings.map((f) => ({ ...f, since: known.has(f.id) ? 'remaining' : 'new' })),
    mended: before.findings.filter((f) => !standing.has(f.id)),
  }
}

/** Marks the findings that a person has set aside: they stay listed as such. Of one document, or of what was found across several. */
export function applySetAside<T extends Pick<CheckResult, 'findings'>>(now: T, list: readonly SetAside[]): T {
  const by = new Map(list.map((s) => [s.finding, s]))
  return {
    ...now,
    findings: now.findings.map((f): FindingResult => {
      const entry = by.get(f.id)
      return entry === undefined
        ? f
        : { ...f, setAside: { reason: entry.reason, ...(entry.by === undefined ? {} : { by: entry.by }) } }
    }),
  }
}

const REPORT = z.looseObject({
  format: z.literal('mingzhang/check/1'),
  document: z.looseObject({ file: z.string() }),
  findings: z.array(z.looseObject({ id: z.string(), code: z.string(), message: z.string() })),
})

const SET_ASIDE = z.object({
  format: z.literal('mingzhang/set-aside/1'),
  findings: z.array(z.object({ finding: z.string().min(1), reason: z.string().trim().min(1), by: z.string().optional() })),
})

/** Reads an earlier report: the JSON of `check --json`, one object or a line each. Throws `ListError`. */
export function parseReport(text: string): CheckResult[] {
  const values = parseJsonLines(text, '检查报告（check --json 的输出）', 'a report (the output of check --json)')
  // Lines of other kinds (what was found across documents) may stand between the reports.
  const reports = values.flatMap((value) => REPORT.safeParse(value).data ?? [])
  if (reports.length === 0) {
    throw new ListError(
      '文件中没有检查报告（应含 "format":"mingzhang/check/1"）。 The file holds no report of a check ("format":"mingzhang/check/1").',
    )
  }
  // What matters for the comparison was checked above; the rest is passed on as it came.
  return reports as unknown as CheckResult[]
}

/**
 * Reads a list of findings set aside: `{"format":"mingzhang/set-aside/1","findings":[{"finding":"<id>","reason":"…","by":"…"}]}`.
 * Every entry needs a reason. Throws `ListError`.
 */
export function parseSetAside(text: string): SetAside[] {
  const [value] = parseJsonLines(text, '搁置清单', 'a list of findings set aside')
  const list = SET_ASIDE.safeParse(value)
  if (list.success) return list.data.findings.map(({ by, ...entry }) => ({ ...entry, ...(by === undefined ? {} : { by }) }))
  const [first] = list.error.issues
  const where = first?.path.join('.') ?? ''
  throw new ListError(
    `搁置清单应为 {"format":"mingzhang/set-aside/1","findings":[{"finding":"发现的 id","reason":"理由"}]}，问题在 ${where === '' ? '开头' : where}。 ` +
      `The list must be {"format":"mingzhang/set-aside/1","findings":[{"finding":"id","reason":"why"}]}; the trouble is at ${where === '' ? 'the top' : where}.`,
  )
}

function parseJsonLines(text: string, zh: string, en: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    // Several documents: a line each.
  }
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ListError(`${zh}不是有效的 JSON：${why}。 Not ${en}: no valid JSON: ${why}.`)
  }
}
