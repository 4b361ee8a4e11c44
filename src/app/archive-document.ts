import type { Reading } from '../budget/reading.ts'
import { divisionOf, divisionsAbove } from '../catalogue/divisions.ts'
import { checkReading } from '../checks/check-reading.ts'
import { publishedFacts } from '../ledger/published-facts.ts'
import type { Archived, ArchivedPassage, ArchivedProject, ArchivedTable } from '../store/archived.ts'
import { openDisclosure } from './check-document.ts'
import { checkResult, claimResult, formResults, type Source } from './check-result.ts'
import type { Refused } from './checked.ts'
import { readResult } from './read-result.ts'
import { VERSION } from './version.ts'

/** A disclosure ready to be kept. */
export interface ArchivedDocument {
  readonly ok: true
  readonly archived: Archived
}

/**
 * Reads and checks one file, and makes of it what the store keeps. Runs where it is called: whoever does not trust the file calls `archiveBytes`. Never
 * throws for content.
 */
export async function archiveDocument(bytes: Uint8Array, file: string): Promise<ArchivedDocument | Refused> {
  const opened = await openDisclosure(bytes, file)
  if (!opened.ok) return opened
  const { document, reading } = opened
  // What is kept is the same under whatever name the file came: the name stands with the source alone.
  const source: Source = { file: '', sha256: opened.source.sha256 }
  const proof = checkReading(reading)
  const [zh, en] = (['zh', 'en'] as const).map((language) => checkResult(source, document, reading, proof, language))
  if (zh === undefined || en === undefined) throw new Error('a check in both languages')
  const { department, year, stage, scope, place, units } = reading.disclosure
  const division = department.name === undefined ? null : divisionOf(department.name)
  return {
    ok: true,
    archived: {
      source: { sha256: source.sha256, bytes: bytes.length, type: document.type, name: file },
      department: { name: department.name ?? null, code: department.code ?? null },
      divisions: division === null ? [] : divisionsAbove(division.code).map((d) => d.code),
      year,
      stage,
      scope,
      place,
      units,
      program: VERSION,
      equations: zh.equations,
      tables: tablesOf(source, reading),
      ...publishedFacts(reading),
      findings: zh.findings.map((finding, i) => {
        const other = en.findings[i]
        if (other === undefined) throw new Error(`finding ${i} in one language alone`)
        return { zh: finding, en: other }
      }),
      projects: projectsOf(source, reading, document),
      passages: passagesOf(reading),
      problems: zh.problems.map((problem, i) => ({
        message: { zh: problem.message, en: en.problems[i]?.message ?? problem.message },
        place: problem.place,
      })),
    },
  }
}

/** Every printed table with its claims, and the running text as one more: so that every fact finds its claim. */
function tablesOf(source: Source, reading: Reading): ArchivedTable[] {
  const byTable = Map.groupBy(reading.claims, (claim) => claim.table)
  const results = formResults(source, reading)
  let next = 0
  return reading.forms.flatMap((form, table): ArchivedTable[] => {
    const claims = (byTable.get(table) ?? []).map((claim) => {
      const { form: _, title: __, ...result } = claimResult(source, claim)
      return { id: claim.id, ...result }
    })
    if (form.form === 'narrative') return [{ form: 'narrative', title: '', state: 'read', place: {}, claims }]
    const result = results[next++]
    return result === undefined ? [] : [{ ...result, claims }]
  })
}

function projectsOf(source: Source, reading: Reading, document: Parameters<typeof readResult>[1]): ArchivedProject[] {
  const { cards } = readResult(source, document, reading, 'zh')
  const fromCards = cards.flatMap((card): ArchivedProject[] => {
    const name = card.fields['project-name']?.printed ?? ''
    return name === '' ? [] : [{ name, amount: card.budget?.amount ?? null, card }]
  })
  const named = new Set(fromCards.map((project) => project.name))
  // Projects of a list that have no card of their own: their sum over funds is what the list prints for them.
  const listed = new Map<string, number | null>()
  for (const { slice, measure, form, value, state } of reading.claims) {
    if (form !== 'project-list' || slice.project === undefined || measure !== 'money' || slice.measure !== undefined) continue
    if (named.has(slice.project) || slice.fund !== undefined || slice.year !== undefined) continue
    if (!listed.has(slice.project)) listed.set(slice.project, state === 'number' ? value : null)
  }
  return [...fromCards, ...[...listed].map(([name, amount]) => ({ name, amount, card: {} }))]
}

function passagesOf(reading: Reading): ArchivedPassage[] {
  const terms = reading.glossary.map(({ term, meaning }): ArchivedPassage => {
    return { kind: 'term', topic: term.printed, text: meaning, place: term.place }
  })
  const inSections = reading.sections.flatMap(({ title, topic, paragraphs }) =>
    topic === 'glossary'
      ? []
      : paragraphs.map((p): ArchivedPassage => ({ kind: 'text', topic: topic ?? title, text: p.printed, place: p.place })),
  )
  return [...terms, ...inSections]
}
