import { escapeMarkup } from '../escape-markup.ts'
import { appendToRoot, makeEdits } from '../container/amend-zip.ts'
import type { Position } from './reference.ts'
import { writeReference } from './reference.ts'

/** A note on a cell, as Excel calls the comments that it always had. */
export interface Note extends Position {
  readonly text: string
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** A new list of notes, or the one that is there with more. A note on a cell that has one is added to its words. */
export function commentsXml(old: string | null, notes: readonly Note[], author: string): string {
  if (old === null) {
    const list = notes.map((note) => commentXml('', note, 0)).join('')
    return `${HEADER}<comments xmlns="${MAIN}"><authors><author>${escapeMarkup(author)}</author></authors><commentList>${list}</commentList></comments>`
  }
  const prefix = /<((?:[\w.-]+:)?)comments[\s>]/u.exec(old)?.[1] ?? ''
  const authors = new RegExp(`<${prefix}authors(?:>([\\s\\S]*?)</${prefix}authors>|\\s*/>)`, 'u').exec(old)
  const count = authors?.[1]?.match(new RegExp(`<${prefix}author[\\s/>]`, 'gu'))?.length ?? 0
  const name = `<${prefix}author>${escapeMarkup(author)}</${prefix}author>`
  let xml = old
  if (authors !== null) xml = xml.replace(authors[0], () => `<${prefix}authors>${authors[1] ?? ''}${name}</${prefix}authors>`)
  const fresh: string[] = []
  for (const note of notes) {
    const cell = writeReference(note.row, note.column)
    const there = new RegExp(`<${prefix}comment\\b[^>]*\\bref="${cell}"[^>]*>[\\s\\S]*?</${prefix}text>`, 'u').exec(xml)
    if (there === null) fresh.push(commentXml(prefix, note, count))
    else {
      const at = there.index + there[0].length - `</${prefix}text>`.length
      xml = makeEdits(xml, [{ from: at, to: at, text: runXml(prefix, `\n${note.text}`) }])
    }
  }
  const list = new RegExp(`</${prefix}commentList>|<${prefix}commentList\\s*/>`, 'u')
  return xml.replace(list, (tag) =>
    tag.startsWith('</') ? fresh.join('') + tag : `<${prefix}commentList>${fresh.join('')}</${prefix}commentList>`,
  )
}

/** The cells that a list of notes has notes on. */
export function notedCells(xml: string): ReadonlySet<string> {
  return new Set([...xml.matchAll(/<(?:[\w.-]+:)?comment\b[^>]*\bref="([A-Z]+\d+)"/gu)].map((match) => match[1] ?? ''))
}

function commentXml(prefix: string, note: Note, author: number): string {
  const cell = writeReference(note.row, note.column)
  return `<${prefix}comment ref="${cell}" authorId="${author}"><${prefix}text>${runXml(prefix, note.text)}</${prefix}text></${prefix}comment>`
}

function runXml(p: string, text: string): string {
  return `<${p}r><${p}rPr><${p}sz val="10"/><${p}color indexed="81"/><${p}rFont val="宋体"/><${p}family val="3"/><${p}charset val="134"/></${p}rPr><${p}t xml:space="preserve">${escapeMarkup(text)}</${p}t></${p}r>`
}

const DRAWING = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`
const BOX_TYPE = '_x0000_t202'
const SHAPE_TYPE = `<v:shapetype id="${BOX_TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
const SHAPE_BASE = 1025

/** The boxes in which Excel shows the notes: without them it takes the file for a damaged one. They are hidden until pointed at. */
export function drawingXml(old: string | null, notes: readonly Note[]): string {
  const base = old ?? DRAWING
  let id = SHAPE_BASE - 1
  for (const [, number] of base.matchAll(/_x0000_s(\d{1,9})"/gu)) id = Math.max(id, Number(number))
  const type = base.includes(`id="${BOX_TYPE}"`) ? '' : SHAPE_TYPE
  return appendToRoot(base, type + notes.map((note) => shapeXml(note, ++id)).join(''))
}

function shapeXml({ row, column }: Note, id: number): string {
  const anchor = [column + 1, 15, Math.max(0, row - 1), 10, column + 4, 15, row + 4, 4].join(', ')
  return `<v:shape id="_x0000_s${id}" type="#${BOX_TYPE}" style="position:absolute;margin-left:60pt;margin-top:2pt;width:150pt;height:60pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
}
