import { narrow, readFigure, figureToFen, type Fen } from '../../budget/amount.ts'
import type { Problem, Words } from '../../budget/finding.ts'
import type { Place } from '../../budget/place.ts'
import { codeByName, nameFits, nameOf, type CodeList } from '../../catalogue/codes.ts'
import { nodeOfWord, ORIGINS, wordsFor, type NodeDimension } from './node-words.ts'
import { listedWords } from './listed-words.ts'
import type { Origin } from '../ledger.ts'
import { PERSON_KINDS, personKindOfWord, type PersonKindId } from '../person-kinds.ts'

/** One record of a file before it is understood: texts by field, and where each stands. */
export interface Row {
  readonly texts: Readonly<Record<string, string>>
  place(field: string): Place
  /** Where that is, in words: 《收支明细》第5行“金额（元）”（J5）. */
  where(field: string): Words
}

/** Reads the fields of one row. What cannot be read is a problem with its place and what to do, and gives a neutral value: all problems are told at once. */
export class RowReader {
  readonly #row: Row
  readonly #problems: Problem[]
  /** Year of the code lists; null until it is known. */
  readonly #year: number | null

  constructor(row: Row, problems: Problem[], year: number | null) {
    this.#row = row
    this.#problems = problems
    this.#year = year
  }

  /** Says what is wrong with a field. */
  refuse(field: string, zh: string, en: string): void {
    const where = this.#row.where(field)
    this.#problems.push({ message: { zh: `${where.zh}：${zh}`, en: `${where.en}: ${en}` }, place: this.#row.place(field) })
  }

  text(field: string): string {
    const text = this.#row.texts[field] ?? ''
    return (text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text).trim()
  }

  required(field: string): string {
    const text = this.text(field)
    if (text === '') this.refuse(field, '这里是空白，必须填写。', 'this is blank and has to be filled in.')
    return text
  }

  list(field: string): readonly string[] {
    return this.text(field)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  }

  /** Yuan with at most two decimals, as whole fen. Null for blank. */
  yuan(field: string): Fen | null {
    const text = this.text(field)
    const figure = readFigure(text)
    if (text === '') return null
    if (figure.state === 'number') {
      const fen = figureToFen(figure, 100)
      if (fen !== null) return fen
    }
    this.refuse(
      field,
      `应为以元为单位、最多两位小数的金额，如12345.67，实为“${text}”。请改成数字。`,
      `expected an amount in yuan with at most two decimals, such as 12345.67, found "${text}". Make it a number.`,
    )
    return null
  }

  /** A figure with at most two decimals, in hundredths. Null for blank. */
  hundredths(field: string): number | null {
    const text = this.text(field)
    if (text === '') return null
    const figure = readFigure(text)
    const value = figure.state === 'number' ? figureToFen(figure, 100) : null
    if (value !== null && value >= 0) return value
    this.refuse(
      field,
      `应为不小于零、最多两位小数的数，实为“${text}”。`,
      `expected a number from zero with at most two decimals, found "${text}".`,
    )
    return null
  }

  /** A whole number from `least` to `most`. Null for blank. */
  integer(field: string, least: number, most: number): number | null {
    const text = narrow(this.text(field))
    if (text === '') return null
    const value = /^\d{1,12}$/u.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    this.refuse(
      field,
      `应为${least}至${most}的整数，实为“${text}”。`,
      `expected a whole number from ${least} to ${most}, found "${text}".`,
    )
    return null
  }

  flag(field: string): boolean {
    const text = this.text(field)
    if (/^(?:是|y|yes|true|1)$/iu.test(text)) return true
    if (text !== '' && !/^(?:否|n|no|false|0)$/iu.test(text))
      this.refuse(field, `应为“是”或空白，实为“${text}”。`, `expected 是 or blank, found "${text}".`)
    return false
  }

  /** A code, alone (2010301), with its name (2010301 行政运行), or by a name that only one code has. Codes that no list has are kept: `judgeLedger` warns. */
  code(field: string, list: CodeList): string {
    const text = this.text(field)
    if (text === '') return ''
    const [, code, name = ''] = /^(\d{3,11})\s*(\D.*)?$/u.exec(narrow(text)) ?? []
    if (code === undefined) {
      const found = codeByName(list, text, this.#year)
      if (found !== null) return found
      this.refuse(
        field,
        `应为科目编码，如“2010301 行政运行”，实为“${text}”，而这个名称没有或不止一个科目。请写编码。`,
        `expected a code, such as 2010301 行政运行; no code or several are called "${text}". Give the code.`,
      )
      return ''
    }
    if (name !== '' && nameFits(list, code, name, this.#year) === 'different') {
      const official = nameOf(list, code, this.#year) ?? ''
      this.refuse(
        field,
        `编码与名称不一致：${code}是“${official}”，写的却是“${name}”。请改正其中一个。`,
        `code and name disagree: ${code} is ${official}, yet "${name}" stands there. Mend one of them.`,
      )
    }
    return code
  }

  node(field: string, dimension: NodeDimension): string {
    const text = this.text(field)
    if (text === '') return ''
    return this.#nodeOf(field, dimension, text)
  }

  nodes(field: string, dimension: NodeDimension): readonly string[] {
    return listedWords(this.text(field)).map((word) => this.#nodeOf(field, dimension, word))
  }

  #nodeOf(field: string, dimension: NodeDimension, word: string): string {
    const node = nodeOfWord(dimension, word)
    if (node !== null) return node
    const choices = wordsFor(dimension).join('、')
    this.refuse(field, `没有“${word}”这一项。可选：${choices}。`, `there is no "${word}". Choose one of ${choices}.`)
    return ''
  }

  origin(field: string): Origin {
    const text = this.text(field)
    const found = ORIGINS.find((o) => text === '' || o.id === text || o.words.includes(text))
    if (found !== undefined) return found.id
    const choices = ORIGINS.map((o) => o.words[0]).join('、')
    this.refuse(field, `应为${choices}，实为“${text}”。`, `expected one of ${choices}, found "${text}".`)
    return 'this-year'
  }

  /** A kind of people. Null where it is blank, or none that is known: either is told. */
  person(field: string): PersonKindId | null {
    const text = this.required(field)
    const found = personKindOfWord(text)
    if (found !== null || text === '') return found
    const words = PERSON_KINDS.map(({ name }) => name.zh).join('、')
    this.refuse(
      field,
      `没有“${text}”这一类人员。可选：${words}。`,
      `there are no people called "${text}". Choose one of ${words}.`,
    )
    return null
  }

  /** One of a few words. The first is meant by a blank. */
  choice<const Id extends string>(field: string, choices: readonly { readonly id: Id; readonly text: string }[]): Id | null {
    const own = this.text(field)
    const found = choices.find(({ id, text }) => own === '' || own === id || own === text)
    if (found !== undefined) return found.id
    const words = choices.map(({ text }) => text).join('、')
    this.refuse(field, `应为${words}，实为“${own}”。`, `expected one of ${words}, found "${own}".`)
    return null
  }

  /** `3月底 20%`, a checkpoint a line; without a figure the share is blank. */
  plan(field: string): readonly { readonly checkpoint: string; readonly value: number | null }[] {
    return this.list(field).map((line) => {
      const match = /^(.*\S)\s+(-?\d+(?:\.\d+)?)\s*[%％]?$/u.exec(line)
      if (match?.[1] !== undefined) return { checkpoint: match[1], value: Number(match[2]) }
      if (/[%％]/u.test(line))
        this.refuse(field, `应为“3月底 20%”这样的一行，实为“${line}”。`, `expected a line such as 3月底 20%, found "${line}".`)
      return { checkpoint: line, value: null }
    })
  }
}
