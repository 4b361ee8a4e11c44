import type { Document } from '../../document/document.ts'
import { readXmlPart } from '../container/xml.ts'
import type { XmlListener } from '../container/xml.ts'
import type { Zip } from '../container/zip.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { encrypted, Refused } from '../refusal.ts'
import { SheetListener } from './sheet-listener.ts'
import { StyleCollector } from './styles.ts'
import { TextListener } from './text-listener.ts'

const MANIFEST = 'META-INF/manifest.xml'

/**
 * Reads an OpenDocument text (.odt) or spreadsheet (.ods) from its container. Deleted text of tracked changes, hidden sections and hidden sheets
 * are not printed and so are not read. Throws `Refused` where the container or its XML is broken or encrypted, and for other kinds of OpenDocument.
 */
export function readOdt(zip: Zip, limits: Limits): Document {
  if (zip.has(MANIFEST)) {
    readXmlPart(zip, MANIFEST, limits, {
      open(name) {
        if (name === 'encryption-data') throw encrypted()
      },
      close() {},
      text() {},
    })
  }
  const builder = new DocumentBuilder('odt', limits)
  const styles = new StyleCollector()
  if (zip.has('styles.xml')) readXmlPart(zip, 'styles.xml', limits, styles)
  const content = new ContentListener(builder, styles, limits)
  readXmlPart(zip, 'content.xml', limits, content)
  content.finish()
  return builder.finish()
}

/** Hears `content.xml`: styles first, then the body, whose first element says what kind of document it is. */
class ContentListener implements XmlListener {
  readonly #builder: DocumentBuilder
  readonly #styles: StyleCollector
  readonly #text: TextListener
  readonly #sheets: SheetListener
  /** What hears the elements now. */
  #body: TextListener | SheetListener | null = null
  #kind: TextListener | SheetListener | null = null
  #depth = 0
  #inBody = false

  constructor(builder: DocumentBuilder, styles: StyleCollector, limits: Limits) {
    this.#builder = builder
    this.#styles = styles
    this.#text = new TextListener(builder, styles)
    this.#sheets = new SheetListener(styles, limits)
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#body !== null) {
      this.#depth++
      this.#body.open(name, attributes)
    } else if (this.#inBody) {
      this.#body = name === 'text' ? this.#text : name === 'spreadsheet' ? this.#sheets : null
      this.#kind ??= this.#body
      this.#depth = 0
    } else if (name === 'body') this.#inBody = true
    else this.#styles.open(name, attributes)
  }

  close(name: string): void {
    if (this.#body === null) {
      if (name === 'body') this.#inBody = false
      else this.#styles.close(name)
    } else if (this.#depth === 0) this.#body = null
    else {
      this.#depth--
      this.#body.close(name)
    }
  }

  text(text: string): void {
    this.#body?.text(text)
  }

  finish(): void {
    if (this.#kind === null) {
      throw new Refused(
        'not-supported',
        '这个 OpenDocument 文件不是文字文档（.odt）也不是表格（.ods），不能读取。请另存为 .docx 或 .xlsx。',
        'This OpenDocument file is neither a text (.odt) nor a spreadsheet (.ods) and cannot be read: save it as .docx or .xlsx.',
      )
    }
    this.#sheets.finish(this.#builder)
    if (this.#text.pictures === 0) return
    this.#builder.problem({
      zh: `文件里有 ${this.#text.pictures} 张图片，图片里的文字和表格没有读。若其中有预算表，请改用可编辑的表格。`,
      en: `The file holds ${this.#text.pictures} pictures; text and tables inside them were not read. If one shows a budget table, use a real table instead.`,
    })
  }
}
