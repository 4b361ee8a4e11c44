import type { FormReading, Reading } from '../../src/budget/reading.ts'
import type { TableLabel } from './labels.ts'

/** What became of one labelled table. `unread`: something at its pages was seen to be a table and not recognised. */
export type TableOutcome = 'read' | 'inferred' | 'empty' | 'wrong-state' | 'wrong-form' | 'unread' | 'absent'

export interface TableMatch {
  readonly label: TableLabel
  readonly outcome: TableOutcome
  /** The printing that it was read as, or the ones that stand at its pages instead. */
  readonly found: readonly FormReading[]
}

/** Whether the form id, the page, and empty or not empty are as labelled. */
export function isRecognised(match: TableMatch): boolean {
  return match.outcome === 'read' || match.outcome === 'inferred' || match.outcome === 'empty'
}

/** Gives every labelled table the printing of its form at its pages; each printing serves one label. */
export function matchTables(tables: readonly TableLabel[], reading: Reading): TableMatch[] {
  const free = new Set(reading.forms.filter((form) => form.form !== 'narrative'))
  const own = new Map<TableLabel, FormReading>()
  const take = (fits: (label: TableLabel, form: FormReading) => boolean): void => {
    for (const label of tables) {
      if (own.has(label)) continue
      const form = [...free].find((each) => each.form === label.form && fits(label, each))
      if (form === undefined) continue
      own.set(label, form)
      free.delete(form)
    }
  }
  // Its first page first: of two equal tables on neighbouring pages each gets its own.
  take((label, { place, hasMoney }) => place.page === label.pages[0] && hasMoney === prints(label))
  take((label, { place }) => place.page === label.pages[0])
  take((label, { place }) => place.page !== undefined && label.pages.includes(place.page))
  return tables.map((label): TableMatch => {
    const form = own.get(label)
    if (form !== undefined) return { label, outcome: outcomeOf(label, form), found: [form] }
    const instead = [...free].filter(({ place }) => place.page !== undefined && label.pages.includes(place.page))
    const readAs = instead.filter((each) => each.form !== '' && each.state !== 'unread')
    const outcome = readAs.length > 0 ? 'wrong-form' : instead.length > 0 ? 'unread' : 'absent'
    return { label, outcome, found: instead }
  })
}

/** Whether some amount of the table is not zero. */
function prints({ empty, zero, money }: TableLabel): boolean {
  return empty !== true && zero !== true && money !== false
}

function outcomeOf(label: TableLabel, form: FormReading): TableOutcome {
  if (form.state === 'unread') return 'unread'
  if (form.hasMoney !== prints(label)) return 'wrong-state'
  return form.state
}
