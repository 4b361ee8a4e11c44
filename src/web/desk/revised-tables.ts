import type { DivisionQuery } from '../../app/compile/consolidation.ts'
import type { DivisionRevised, Revised, UnitsRevised } from '../../app/compile/revised-sums.ts'
import type { Language } from '../language.ts'
import { html, type Markup, type Part } from '../markup.ts'
import { axisName, type ConsolidationPhraseKey, consolidationPhrase } from './consolidation-phrases.ts'
import { inLanguage } from './desk-shell.ts'
import { yuan } from './panel-views.ts'

/** A department as it is named above, with the address of its own page where there is one. */
export interface NamedDepartment {
  readonly organisation: number
  readonly name: string
  readonly budget: number | null
  /** All its units, of which some may not have been approved. */
  readonly units: number
}

/** What a division's departments were approved, beside what it was revised to: by department, and by the axis that was chosen. */
export function renderDivisionRevised(
  language: Language,
  revised: DivisionRevised,
  departments: readonly NamedDepartment[],
  { query, label }: { readonly query: DivisionQuery; readonly label: (node: string) => string },
): Markup {
  const named = new Map(departments.map((each) => [each.organisation, each]))
  return renderSection(
    language,
    html`<div class="beside">${renderTable(language, {
      label: axisName(language, query.axis),
      rows: revised.nodes.map(({ node, ...sums }) => ({ name: label(node), ...sums })),
      foot: [{ name: consolidationPhrase(language, 'total'), ...revised.total }],
    })}${renderTable(language, {
      label: consolidationPhrase(language, 'department'),
      rows: revised.departments.map(({ organisation, units, ...sums }) => {
        const { name, budget, units: all } = named.get(organisation) ?? { name: '', budget: null, units }
        const linked =
          budget === null
            ? name
            : html`<a href="${inLanguage(language, `/desk/consolidation/departments/${budget}`)}">${name}</a>`
        return { name: linked, note: units === all ? String(units) : `${units} / ${all}`, ...sums }
      }),
      foot: [{ name: consolidationPhrase(language, 'total'), ...revised.total }],
    })}</div>`,
  )
}

/** The same of one department: unit by unit, and what they pay each other. */
export function renderUnitsRevised(language: Language, { units, before, after }: UnitsRevised): Markup {
  const within = { given: after.given - before.given, now: after.now - before.now }
  const foot = (['before', 'eliminated', 'after'] as const).map((key, i) => ({
    name: consolidationPhrase(language, key),
    ...([before, within, after][i] ?? after),
  }))
  return renderSection(
    language,
    renderTable(language, {
      label: consolidationPhrase(language, 'unit'),
      rows: units.map(({ budget, name, ...sums }) => ({
        name: html`<a href="${inLanguage(language, `/desk/budgets/${budget}/versions`)}">${name}</a>`,
        ...sums,
      })),
      foot,
    }),
  )
}

function renderSection(language: Language, tables: Markup): Markup {
  return html`<section id="revised"><h2>${consolidationPhrase(language, 'revised')}</h2><p class="hint">${consolidationPhrase(language, 'revisedLead')}</p>
${tables}</section>`
}

interface Row extends Revised {
  readonly name: Part
  /** How many units are in it. */
  readonly note?: string
}

function renderTable(
  language: Language,
  { label, rows, foot }: { readonly label: string; readonly rows: readonly Row[]; readonly foot: readonly Row[] },
): Markup {
  const say = (key: ConsolidationPhraseKey): string => consolidationPhrase(language, key)
  const isNoted = rows.some(({ note }) => note !== undefined)
  const heads = (['given', 'now', 'change'] as const).map((key) => html`<th scope="col" class="n">${say(key)}</th>`)
  const row = ({ name, note, given, now }: Row): Markup =>
    html`<tr><th scope="row">${name}</th>${isNoted && html`<td class="n">${note ?? ''}</td>`}<td class="n">${yuan(given)}</td><td class="n">${yuan(now)}</td><td class="n">${now === given ? '' : yuan(now - given)}</td></tr>`
  return html`<div class="scroll" role="region" aria-label="${say('revised')} · ${label}" tabindex="0"><table class="list money"><thead><tr><th scope="col">${label}</th>${isNoted && html`<th scope="col" class="n">${say('approvedUnits')}</th>`}${heads}</tr></thead>
<tbody>${rows.map(row)}</tbody><tfoot>${foot.map(row)}</tfoot></table></div>`
}
