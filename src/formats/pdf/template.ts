/**
 * The page of GB/T 9704 as a Typst program: A4, margins 37, 26, 35 and 28 mm, lines 29 pt apart, 三号 body, 二号 title, page numbers — 1 —
 * at the outer edge. What is printed comes in as data (see `pages.ts`), so no text of a document is ever a part of the program.
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

#let lines(words) = words.split("\\n").join(linebreak())
#let styles = (
  title: it => { set text(size: 22pt, weight: "bold"); set par(justify: false, leading: 11pt); block(above: 29pt, below: 29pt, width: 100%, align(center, it)) },
  table: it => { set text(size: 16pt, weight: "bold"); set par(justify: false); block(above: 13pt, below: 10pt, width: 100%, align(center, it)) },
  section: it => { set text(font: hei, weight: "regular"); set par(justify: false); block(above: 13pt, below: 13pt, inset: (left: 2em), it) },
  subsection: it => { set text(weight: "bold"); set par(justify: false); block(above: 13pt, below: 13pt, inset: (left: 2em), it) },
)
#let sized(n) = text.with(size: n)

#let draw(b) = {
  if b.kind == "heading" {
    let body = heading(level: b.level, bookmarked: true, lines(b.text))
    block(sticky: true, above: 0pt, below: 0pt, (styles.at(b.style))(body))
  } else if b.kind == "unit" {
    block(sticky: true, above: 4pt, below: 4pt, width: 100%, align(right, text(size: 10.5pt, lines(b.text))))
  } else if b.kind == "note" {
    set par(leading: 5pt)
    block(above: 8pt, below: 8pt, text(size: 10.5pt, lines(b.text)))
  } else if b.kind == "paragraph" {
    par(first-line-indent: (amount: 2em, all: true), lines(b.text))
  } else if b.kind == "table" {
    set text(size: b.size * 1pt)
    set par(leading: b.size * 0.3pt, spacing: b.size * 0.3pt, justify: false)
    let cell(c) = table.cell(
      x: c.x, y: c.y, colspan: c.across, rowspan: c.down, breakable: c.long,
      align: (if c.align == "right" { right } else if c.align == "center" { center } else { left }) + horizon,
      lines(c.text),
    )
    let head = if b.head.len() > 0 { (table.header(repeat: b.repeat, ..b.head.map(cell)),) } else { () }
    block(above: 6pt, below: 12pt, width: 100%, table(
      columns: b.widths.map(w => w * 1pt), rows: auto, stroke: 0.5pt, inset: (x: b.inset * 1pt, y: b.size * 0.28pt),
      ..head, ..b.body.map(cell),
    ))
  }
}

#for part in data.parts {
  if part.wide {
    page(flipped: true, margin: (top: 28mm, right: 25mm, bottom: 26mm, left: 25mm), for b in part.blocks { draw(b) })
  } else {
    if part.fresh { pagebreak(weak: true) }
    for b in part.blocks { draw(b) }
  }
}
`
