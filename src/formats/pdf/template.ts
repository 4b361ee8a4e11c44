/**
 * The page of GB/T 9704 as a Typst program: A4, margins 37, 26, 35 and 28 mm, lines 29 pt apart, 三号 body, 二号 title, page numbers — 1 —
 * at the outer edge. What is printed comes in as data (see `pieces.ts`), so no text of a document is ever a part of the program.
 *
 * The standard asks for 仿宋, 小标宋 and 楷体, which no package has: 宋体 stands in for the first, its bold for the others.
 */
export const TEMPLATE = `
#let data = json(bytes(sys.inputs.document))
#let song = ("Noto Serif SC", "Noto Sans S Chinese")
#let hei = ("Noto Sans S Chinese", "Noto Serif SC")
#set document(title: data.title, author: data.author, date: datetime(year: data.year, month: 1, day: 1))
#set text(
  lang: "zh", region: "cn", font: song, size: 16pt, fallback: false, hyphenate: false, cjk-latin-spacing: none,
  top-edge: 0.88em, bottom-edge: -0.12em,
)
#set par(leading: 13pt, spacing: 13pt, justify: true)
#let number = context {
  let n = counter(page).get().first()
  set text(size: 14pt)
  if calc.odd(n) { align(right, [— #n —#h(1em)]) } else { align(left, [#h(1em)— #n —]) }
}
#let mark = if data.draft { place(center + horizon, rotate(-45deg, text(size: 160pt, fill: luma(228), font: hei, "草案"))) }
#set page(
  paper: "a4", margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm),
  footer: number, footer-descent: 7mm, background: mark,
)
#show heading: it => it.body
#show outline.entry: set block(spacing: 8pt)

#let lines(words) = words.split("\\n").join(linebreak())
#let looks = (
  title: (above: 0pt, below: 29pt, at: center, indent: 0em, style: it => { set text(size: 22pt, weight: "bold"); set par(leading: 11pt); it }),
  table-title: (above: 16pt, below: 12pt, at: center, indent: 0em, style: it => { set text(weight: "bold"); it }),
  section: (above: 20pt, below: 13pt, at: left, indent: 2em, style: it => { set text(font: hei); it }),
  subsection: (above: 13pt, below: 13pt, at: left, indent: 2em, style: it => { set text(weight: "bold"); it }),
  table-unit: (above: 8pt, below: 4pt, at: right, indent: 0em, style: it => { set text(size: 10.5pt); it }),
)
#let line(b) = {
  let look = looks.at(b.style)
  set par(justify: false)
  let words = if b.level > 0 { heading(level: b.level, bookmarked: true, lines(b.text)) } else { lines(b.text) }
  block(sticky: true, above: look.above, below: look.below, width: 100%, inset: (left: look.indent), align(look.at, (look.style)(words)))
}

#let grid-of(b) = {
  set text(size: b.size * 1pt)
  set par(leading: b.size * 0.3pt, spacing: b.size * 0.3pt, justify: false)
  let cell(c) = table.cell(
    x: c.x, y: c.y, colspan: c.across, rowspan: c.down, breakable: c.long,
    align: (if c.at == "right" { right } else if c.at == "center" { center } else { left }) + horizon,
    lines(c.text),
  )
  let head = if b.head.len() > 0 { (table.header(repeat: true, ..b.head.map(cell)),) } else { () }
  block(above: 6pt, below: 13pt, width: 100%, table(
    columns: b.widths.map(w => w * 1pt), stroke: 0.5pt, inset: (x: b.inset * 1pt, y: b.size * 0.28pt),
    ..head, ..b.body.map(cell),
  ))
}

#let draw(b) = {
  if b.kind == "line" { line(b) }
  else if b.kind == "note" { set par(leading: 5pt); block(above: 8pt, below: 10pt, text(size: 10.5pt, lines(b.text))) }
  else if b.kind == "paragraph" { par(first-line-indent: (amount: 2em, all: true), lines(b.text)) }
  else if b.kind == "table" { grid-of(b) }
  else if b.kind == "together" { block(breakable: false, width: 100%, b.pieces.map(draw).join()) }
  else if b.kind == "turn" { pagebreak(weak: true) }
}

#if data.contents {
  line((style: "title", level: 0, text: "目录"))
  set par(justify: false)
  text(size: 14pt, outline(title: none, depth: 3, indent: 1.5em))
  pagebreak(weak: true)
}
#for run in data.runs {
  if run.wide {
    page(flipped: true, margin: (top: 28mm, right: 35mm, bottom: 26mm, left: 37mm), run.pieces.map(draw).join())
  } else { run.pieces.map(draw).join() }
}
`
