import { isGeneralHeading } from '../../catalogue/indicators.ts'
import type { Finding, Words } from '../../budget/finding.ts'
import type { Place, Text } from '../../budget/place.ts'
import type { PrintedName } from '../../budget/reading.ts'
import { isKnown, nameFits, nameOf } from '../../catalogue/codes.ts'
import { TERMS } from '../../catalogue/terms.ts'
import { remark, type LawInput } from './law.ts'

/** Printed names against the code lists, statutory terms, the headings that use them, and projects' names. */
export function nameLaw(input: LawInput): readonly Finding[] {
  return [...codeNames(input), ...terms(input), ...glossaryTerms(input), ...cardHeadings(input)]
}

/** A printed name matches its code. Each code is told once, with every place. An unknown or renamed code is never an error. */
function codeNames({ reading }: LawInput): Finding[] {
  const groups = new Map<string, PrintedName[]>()
  for (const name of reading.names) {
    const key = `${name.dimension} ${name.code ?? ''} ${name.printedCode ?? ''} ${name.printed}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [name])
    else group.push(name)
  }
  const findings: Finding[] = []
  for (const group of groups.values()) {
    const [name] = group
    if (name === undefined) continue
    const message = doubtOf(name, reading.disclosure.year)
    if (message === null) continue
    const places = group.map((n) => (n.printedCode === undefined ? n.place : (n.codePlace ?? n.place)))
    const subject = {
      form: reading.forms[name.table]?.form ?? '',
      row: { ...(name.code === null ? {} : { code: name.printedCode ?? name.code }), label: name.printed },
    }
    const severity = isVariant(name, reading.disclosure.year) ? 'note' : 'warning'
    findings.push(remark('name', severity, message, places, { subject, basis: '政府收支分类科目（当年）' }))
  }
  return findings
}

/** A name that others print for the code too, but that no year's list has. */
function isVariant(name: PrintedName, year: number | null): boolean {
  if ((name.dimension !== 'function' && name.dimension !== 'economic') || name.code === null || name.printedCode !== undefined)
    return false
  if (nameFits(name.dimension, name.code, name.printed, year) !== 'alias') return false
  const { name: official, otherNames } = isKnown(name.dimension, name.code, year)
  return ![official ?? '', ...otherNames.map((o) => o.name)].some((n) => plain(n) === plain(name.printed))
}

function doubtOf(name: PrintedName, year: number | null): Words | null {
  if (name.dimension !== 'function' && name.dimension !== 'economic') return null
  const list = name.dimension
  const { code, printed } = name
  const inYear = year === null ? '' : `${year}年`
  if (code === null)
    return {
      zh: `“${printed}”不是${inYear}的支出功能分类科目名称。`,
      en: `"${printed}" is the name of no functional class${year === null ? '' : ` in ${year}`}.`,
    }
  if (name.printedCode !== undefined) {
    const official = nameOf(list, name.printedCode, year)
    return {
      zh: `科目编码印为 ${name.printedCode}${official === null ? '（没有这个编码）' : `（${official}）`}，名称却是“${printed}”，按名称应为 ${code}。`,
      en: `The code is printed as ${name.printedCode}${official === null ? ' (there is none such)' : ` (${official})`} beside the name "${printed}", which is that of ${code}.`,
    }
  }
  const state = isKnown(list, code, year)
  // Official lists end at the item; below it, places have codes of their own.
  const deepest = list === 'function' ? 7 : 5
  if (state.state === 'unknown' && code.length > deepest && state.nearest !== null) return null
  if (state.state === 'unknown') {
    // Below an official group, places add items of their own.
    return {
      zh: `编码 ${code}“${printed}”不在${inYear}已知的科目之中，请核对。`,
      en: `Code ${code} "${printed}" is not among the known classes${year === null ? '' : ` of ${year}`}; please verify.`,
    }
  }
  const fit = nameFits(list, code, printed, year)
  if (fit === 'same' || fit === 'alias') {
    if (isVariant(name, year) && code.length > 3) {
      return {
        zh: `编码 ${code} 的名称印为“${printed}”，科目名称是“${state.name ?? ''}”。`,
        en: `Code ${code} is printed as "${printed}"; its name is "${state.name ?? ''}".`,
      }
    }
    if (state.state !== 'not-yet' && state.state !== 'expired') return null
    const since = state.since === null ? `只用到${state.until ?? ''}年` : `从${state.since}年起才有`
    return {
      zh: `编码 ${code}“${printed}”${since}。`,
      en: `Code ${code} "${printed}" is of other years (${state.since ?? ''}–${state.until ?? ''}).`,
    }
  }
  const official = state.name ?? ''
  if (fit === 'other-year')
    return {
      zh: `编码 ${code} 的名称印为“${printed}”，${inYear}的名称是“${official}”。`,
      en: `Code ${code} is printed as "${printed}"; its name${year === null ? '' : ` in ${year}`} is "${official}".`,
    }
  return {
    zh: `编码 ${code} 的名称印为“${printed}”，科目名称是“${official}”。`,
    en: `Code ${code} is printed as "${printed}"; its name is "${official}".`,
  }
}

/** Statutory terms written otherwise, in headings, labels and the narrative: one finding a term. */
function terms({ reading }: LawInput): Finding[] {
  const texts: Text[] = [...reading.printedLabels, ...reading.paragraphs]
  return TERMS.flatMap((term): Finding[] => {
    const places: Place[] = []
    const seen = new Set<string>()
    let printed = ''
    for (const text of texts) {
      const words = text.printed.replace(/\s/gu, '')
      const slip = term.slips.find((s) => words.includes(s))
      if (slip === undefined) continue
      printed = slip
      const key = JSON.stringify({ ...text.place, span: undefined })
      if (seen.has(key)) continue
      seen.add(key)
      places.push(text.place)
    }
    if (places.length === 0) return []
    const message = {
      zh: `“${printed}”的规范名称是“${term.term}”。`,
      en: `"${printed}" is properly "${term.term}" (${term.en}).`,
    }
    return [remark('name', 'warning', message, places, { basis: term.basis })]
  })
}

/** A term of the glossary that the document itself prints one character otherwise. */
function glossaryTerms({ reading }: LawInput): Finding[] {
  const labels = new Map(reading.printedLabels.map((l) => [plain(l.printed), l]))
  for (const section of reading.sections) labels.set(plain(section.title), { printed: section.title, place: section.place })
  const known = TERMS.flatMap((t) => [t.term, ...t.slips])
  return reading.glossary.flatMap(({ term }): Finding[] => {
    const own = plain(term.printed)
    if (own.length < 5 || known.includes(own) || [...labels.keys()].some((l) => l.includes(own) || own.includes(l))) return []
    const near = [...labels].find(([l]) => oneEdit(own, l))
    if (near === undefined) return []
    const message = {
      zh: `名词解释中的“${term.printed}”，表格中印为“${near[1].printed}”，两处用词不一。`,
      en: `The glossary explains "${term.printed}", which the tables print as "${near[1].printed}".`,
    }
    return [remark('name', 'warning', message, [term.place, near[1].place])]
  })
}

function plain(text: string): string {
  return text.replace(/[\s“”"（）()：:、，。]/gu, '').replace(/^[一二三四五六七八九十\d]+/u, '')
}

/** Whether one text becomes the other by one character put in, taken out or exchanged. */
function oneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < Math.min(a.length, b.length) && a[i] === b[i]) i++
  const restA = a.slice(i)
  const restB = b.slice(i)
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB
}

/** The printed heading of a card names its project: `信访专项经费绩效目标表` for 信访专项经费. */
function cardHeadings({ reading }: LawInput): Finding[] {
  return reading.cards.flatMap((card): Finding[] => {
    const name = card.fields['project-name']
    if (card.form !== 'performance-target' || name === undefined) return []
    const subject = { form: card.form, card: card.index, field: 'project-name' }
    if (name.printed === '') {
      return [
        remark(
          'name',
          'warning',
          { zh: `“${card.title}”没有填写项目名称。`, en: `"${card.title}" has no project name.` },
          [name.place],
          { subject },
        ),
      ]
    }
    const heading = plain(card.title).replace(/(?:项目)?(?:支出)?绩效目标(?:申报)?表?$/u, '')
    const own = plain(name.printed).replace(/项目$/u, '')
    // A heading over several cards, or one of general words, names none of them.
    if (isGeneralHeading(card.title) || reading.cards.some((c) => c !== card && c.title === card.title)) return []
    if (heading === '' || !card.title.includes('绩效') || heading.replace(/项目$/u, '') === own) return []
    const message = {
      zh: `标题“${card.title}”与表内项目名称“${name.printed}”不一致。`,
      en: `The heading "${card.title}" does not agree with the project's name "${name.printed}".`,
    }
    return [remark('name', 'warning', message, [name.place, card.place], { subject })]
  })
}
