import { escapeMarkup } from '../escape-markup.ts'
import type { Edit } from '../container/amend-zip.ts'
import type { Stretch } from '../../document/repair.ts'
import type { CellParagraph, Run } from './marked-body.ts'

/** Who changed something, and when (ISO 8601, to the second). */
export interface Authorship {
  readonly author: string
  readonly date: string
}

/** A part of a run's text that gives way; `inserted` stands after it. */
export interface RunChange {
  readonly piece: number
  readonly stretch: Stretch
  readonly inserted: { readonly text: string; readonly properties: string } | null
}

/** Writes tracked changes in the words of one part; each has a number of its own. */
export class TrackedChanges {
  readonly #prefix: string
  readonly #attributes: string
  #id: number

  /** @param firstId greater than the ids of all annotations in the part */
  constructor(prefix: string, { author, date }: Authorship, firstId: number) {
    this.#prefix = prefix
    this.#attributes = ` ${prefix}author="${escapeMarkup(author)}" ${prefix}date="${escapeMarkup(date)}"`
    this.#id = firstId
  }

  /** A run parted around its changes; what is kept has its tag and properties, and so has what is deleted. */
  changeRun(run: Run, changes: readonly RunChange[], xml: string): Edit {
    const p = this.#prefix
    const wrap = (content: string): string => (content === '' ? '' : `${run.tag}${run.properties}${content}</${p}r>`)
    let made = ''
    let kept = ''
    for (const [i, piece] of run.pieces.entries()) {
      const here = changes.filter((change) => change.piece === i).toSorted((a, b) => a.stretch.from - b.stretch.from)
      const { text } = piece
      if (here.length === 0 || text === null) {
        kept += xml.slice(piece.from, piece.to)
        continue
      }
      let at = 0
      for (const { stretch, inserted } of here) {
        kept += this.#text(text.slice(at, stretch.from), 't')
        made += wrap(kept)
        kept = ''
        made += this.#change(
          'del',
          `${run.tag}${run.properties}${this.#text(text.slice(stretch.from, stretch.to), 'delText')}</${p}r>`,
        )
        if (inserted !== null) made += this.insertion(inserted.text, inserted.properties)
        at = stretch.to
      }
      kept += this.#text(text.slice(at), 't')
    }
    return { from: run.from, to: run.to, text: made + wrap(kept) }
  }

  /** Words at the end of a paragraph, in the look of its first run or, where it has none, of its mark. */
  fillParagraph(paragraph: CellParagraph, text: string, xml: string): Edit {
    const inserted = this.insertion(text, paragraph.runProperties ?? plain(paragraph.properties, this.#prefix))
    if (!paragraph.empty) return { from: paragraph.closes, to: paragraph.closes, text: inserted }
    const tag = xml.slice(paragraph.from, paragraph.opened)
    return { from: paragraph.from, to: paragraph.opened, text: `${tag.slice(0, -2)}>${inserted}</${this.#prefix}p>` }
  }

  /** `''` where nothing is inserted: the words are only taken out. */
  insertion(text: string, properties: string): string {
    const content = this.#text(text, 't')
    return content === '' ? '' : this.#change('ins', `<${this.#prefix}r>${properties}${content}</${this.#prefix}r>`)
  }

  #change(kind: 'ins' | 'del', content: string): string {
    const p = this.#prefix
    return `<${p}${kind} ${p}id="${this.#id++}"${this.#attributes}>${content}</${p}${kind}>`
  }

  #text(text: string, name: 't' | 'delText'): string {
    const p = this.#prefix
    return text === '' ? '' : `<${p}${name} xml:space="preserve">${escapeMarkup(text)}</${p}${name}>`
  }
}

/** Properties of a paragraph's mark as those of a run: whether the mark itself was inserted or changed is no concern of the run. */
function plain(properties: string, prefix: string): string {
  return properties
    .replace(new RegExp(`<${prefix}rPrChange\\b[\\s\\S]*?</${prefix}rPrChange>`, 'gu'), '')
    .replace(new RegExp(`<${prefix}(?:ins|del|moveFrom|moveTo)\\b[^>]*/>`, 'gu'), '')
}
