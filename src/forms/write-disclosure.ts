import type { Account, ProjectTarget } from '../budget/account.ts'
import { parent } from '../catalogue/tree.ts'
import { nameOf } from '../catalogue/codes.ts'
import { isInside } from '../catalogue/inside.ts'
import type { Block, Document, Paragraph } from '../document/document.ts'
import type { CardForm, Form, Passage, PlaceForms, TableForm, Variant } from './form.ts'
import { labels } from './label.ts'
import { printOrdinal } from './print-figure.ts'
import { projectAmount, writeCard, writeRecords } from './write-card.ts'
import { printTemplate, sayAmount, writeSentence, type Slots } from './write-sentence.ts'
import { sourceOf, type Source } from './write-source.ts'
import { writeTable } from './write-table.ts'

/**
 * Account → Document: the whole statutory disclosure of a place in its printed order, every table and every sentence summed from the
 * account's facts by the forms that read them. Pure: the same account gives the same document.
 *
 * @param options.variant a department's publication or one unit's; by default what the account's disclosure says.
 * @throws Error when the account has no year, or the place's forms have no outline to print by.
 */
export function writeDisclosure(account: Account, place: PlaceForms, options: { readonly variant?: Variant } = {}): Document {
  if (place.outline === undefined)
    throw new Error(`“${place.name.zh}”的格式尚不能用于编制。/ The forms of ${place.name.en} cannot be written yet.`)
  const writer = new Writer(sourceOf(account), place, options.variant ?? account.disclosure.scope)
  for (const passage of place.outline) writer.write(passage)
  return { type: 'html', blocks: writer.blocks, problems: [] }
}

class Writer {
  readonly blocks: Block[] = []
  readonly #source: Source
  readonly #place: PlaceForms
  readonly #variant: Variant
  readonly #given: Slots
  #paragraphs = 0
  #tables = 0
  /** The level of the heading that stands last: a table's title is one below it. */
  #level = 1

  constructor(source: Source, place: PlaceForms, variant: Variant) {
    this.#source = source
    this.#place = place
    this.#variant = variant
    const { account, year } = source
    const { scope, short } = place.scopes?.[variant] ?? { scope: '', short: '' }
    const fixed: Readonly<Record<string, string>> = {
      name: account.disclosure.department.name ?? '',
      code: account.disclosure.department.code ?? '',
      year: String(year),
      'last-year': String(year - 1),
      unit: place.narrative.unit,
      scope,
      'scope-short': short,
    }
    this.#given = (name) => fixed[name] ?? this.#words(name)
  }

  #words(name: string): string | null {
    const topic = /^words:(.+)$/u.exec(name)?.[1]
    const words = topic === undefined ? undefined : this.#source.account.words[topic]
    // A sentence of the ledger may end with its own mark; the template prints one after it.
    const text = words?.trim().replace(/[。；，]$/u, '') ?? ''
    return text === '' ? null : text
  }

  write(passage: Passage, slots: Slots = this.#given): void {
    if (passage.only !== undefined && passage.only !== this.#variant) return
    if ('text' in passage && !('each' in passage)) {
      this.#level = passage.heading ?? this.#level
      this.#paragraph(this.#print(passage.text, slots), passage)
    } else if ('words' in passage) this.#lines(passage.words, passage.otherwise, slots)
    else if ('form' in passage) this.#form(passage.form)
    else if (passage.each === 'project') this.#projects(passage.passages)
    else this.#list(passage)
  }

  #paragraph(text: string, more: Pick<Paragraph, 'heading' | 'role'> = {}): void {
    if (text === '') return
    this.#paragraphs++
    this.blocks.push({
      kind: 'paragraph',
      text,
      ...(more.heading === undefined ? {} : { heading: more.heading }),
      ...(more.role === undefined ? {} : { role: more.role }),
      place: { paragraph: this.#paragraphs },
    })
  }

  /** A text with its sentences; empty when it has sentences or words to print and none of them has anything to say. */
  #print(text: string, slots: Slots): string {
    let asked = false
    let said = false
    const pieces = text.split(/(\[[a-z-]+\])/u).map((piece) => {
      const id = /^\[([a-z-]+)\]$/u.exec(piece)?.[1]
      const form = id === undefined ? undefined : this.#place.sentences.find((s) => s.id === id)
      if (id !== undefined && form === undefined) throw new Error(`no sentence ${id} in the forms of ${this.#place.id}`)
      const printed =
        form === undefined ? printTemplate(piece, slots) : writeSentence(form, this.#source, this.#place, this.#given)
      if (form !== undefined || /\{words:/u.test(piece)) {
        asked = true
        if (printed !== '') said = true
      }
      return printed
    })
    return asked && !said ? '' : pieces.join('')
  }

  #lines(topic: string, otherwise: string | undefined, slots: Slots): void {
    const words = this.#source.account.words[topic] ?? ''
    const lines = words.split('\n').map((line) => line.trim())
    const printed = lines.filter((line) => line !== '')
    if (printed.length === 0 && otherwise !== undefined) this.#paragraph(printTemplate(otherwise, slots))
    for (const line of printed) this.#paragraph(line)
  }

  #form(id: string): void {
    const form = this.#place.forms.find((f) => f.id === id)
    if (form === undefined) throw new Error(`no form ${id} in the forms of ${this.#place.id}`)
    if (form.kind === 'card') this.#cards(form)
    else if (form.kind === 'table') this.#table(form)
    else {
      this.#paragraph(this.#titleOf(form), { heading: this.#level + 1 })
      this.blocks.push(writeRecords(form, this.#source, ++this.#tables))
    }
  }

  #titleOf(form: Exclude<Form, CardForm>): string {
    return printTemplate(form.heading ?? labels(form.title)[0] ?? '', this.#given)
  }

  #table(form: TableForm): void {
    this.#paragraph(this.#titleOf(form), { heading: this.#level + 1 })
    const slots: Slots = (name) => (name === 'unit' ? form.unit : this.#given(name))
    const info = (form.info ?? []).map((text) => printTemplate(text, slots))
    if (form.infoOutside === true) for (const text of info) this.#paragraph(text, { role: 'note' })
    const inside = form.infoOutside === true ? [] : info
    const { table, hasFigures } = writeTable(form, this.#source, this.#variant, inside, ++this.#tables)
    this.blocks.push(table)
    if (!hasFigures && form.emptyNote !== undefined) this.#paragraph(printTemplate(form.emptyNote, slots), { role: 'note' })
  }

  #slotsOf(project: ProjectTarget, form: CardForm | null): Slots {
    const slice = form?.slice ?? { flow: 'expenditure', nature: 'project' }
    const own: Readonly<Record<string, () => string>> = {
      project: () => project.name,
      budget: () => `${sayAmount(projectAmount(project, slice, this.#source), this.#place)}${this.#place.narrative.unit}`,
      purpose: () => fill(project.purpose, (name) => (name === 'purpose' ? null : slots(name))),
      goals: () => project.goals.map((goal) => goal.replace(/[。；]$/u, '')).join('；'),
    }
    const slots: Slots = (name) => own[name]?.() ?? this.#given(name)
    return slots
  }

  #cards(form: CardForm): void {
    this.#source.account.projects.forEach((project, i) => {
      const slots = this.#slotsOf(project, form)
      this.#paragraph(`${i + 1}、${form.title.replace('{name}', project.name)}`, { heading: this.#level + 1 })
      this.#paragraph(`单位：${form.unit}`, { role: 'note' })
      this.blocks.push(writeCard(form, project, this.#source, (text) => fill(text, slots), ++this.#tables))
    })
  }

  #projects(passages: readonly Passage[]): void {
    for (const project of this.#source.account.projects) {
      const slots = this.#slotsOf(project, null)
      for (const passage of passages) this.write(passage, slots)
    }
  }

  #list(passage: Extract<Passage, { each: 'unit' | 'term' | 'function' }>): void {
    const { account } = this.#source
    const entries: readonly Readonly<Record<string, string | null>>[] =
      passage.each === 'unit'
        ? account.units.map((unit) => ({ ...unit }))
        : passage.each === 'term'
          ? account.glossary.map((term) => ({ ...term }))
          : this.#functions()
    entries.forEach((entry, i) => {
      const text = printTemplate(passage.text, (name) => (name in entry ? (entry[name] ?? null) : this.#given(name)))
      this.#paragraph(`${printOrdinal(passage.ordinal, i + 1)}${text}`)
    })
  }

  /** The functional items that appropriations are spent on, with what the account says of their use. */
  #functions(): readonly Readonly<Record<string, string | null>>[] {
    const slice = { flow: 'expenditure', fund: 'appropriation' } as const
    const facts = this.#source.account.facts.filter((f) => f.amount !== 0 && isInside(f, slice))
    const codes = [...new Set(facts.flatMap((f) => f.slice.function ?? []))].toSorted()
    return codes.map((code) => {
      const group = parent('function', code)
      const name = (of: string | undefined): string | null =>
        of === undefined ? null : nameOf('function', of, this.#source.year)
      return {
        class: name(code.slice(0, 3)),
        group: name(group),
        item: name(code),
        amount: sayAmount(this.#source.amountOf({ ...slice, function: code }) ?? 0, this.#place),
        use: this.#words(`words:use-${code}`),
      }
    })
  }
}

/** Fills the slots that free words carry; what is no slot stays as it is written. */
function fill(text: string, slots: Slots): string {
  return text.replace(/\{([a-z-]+)\}/gu, (whole, name: string) => slots(name) ?? whole)
}
