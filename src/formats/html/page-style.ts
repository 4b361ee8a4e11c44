/**
 * The page's only style: plain, readable without script, one column, wide tables scroll in their own frame, and in print they are turned. Colours
 * keep a contrast of more than 7 to 1.
 */
export const PAGE_STYLE = `:root { color-scheme: light; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; color: #111; background: #fff; font: 1.0625rem/1.8 "Times New Roman", "FangSong", "STFangsong", "仿宋", "Noto Serif CJK SC", serif; }
h1, h2, h3, .title, .table-title { font-family: "SimHei", "Heiti SC", "黑体", "Noto Sans CJK SC", sans-serif; font-weight: 600; line-height: 1.4; }
h1, .title { text-align: center; font-size: 1.6rem; margin: 2.5rem 0 1.2rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 0.8rem; }
h3, h4, h5, h6 { font-size: 1.0625rem; margin: 1.4rem 0 0.6rem; }
p { margin: 0.4rem 0; text-indent: 2em; }
p.title, p.note, p.unit { text-indent: 0; }
p.note, p.unit { font-size: 0.9rem; }
p.unit { text-align: right; }
.table-title, caption { text-align: center; text-indent: 0; }
caption { padding-bottom: 0.4rem; font-family: "SimHei", "Heiti SC", "黑体", "Noto Sans CJK SC", sans-serif; font-weight: 600; }
.table { margin: 0.4rem 0 1.2rem; overflow-x: auto; }
.table:focus-visible { outline: 3px solid #1a4fa0; outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font: 0.875rem/1.45 "Times New Roman", "SimSun", "Songti SC", "宋体", "Noto Serif CJK SC", serif; font-variant-numeric: tabular-nums lining-nums; }
th, td { border: 1px solid #444; padding: 0.15rem 0.4rem; vertical-align: middle; text-align: left; font-weight: normal; min-width: 2.2em; }
thead th { text-align: center; font-weight: bold; background: #f1f1f1; }
td.figure, td.unit { text-align: right; white-space: nowrap; }
td.number, td.middle { text-align: center; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt serif; } }
@page wide { size: A4 landscape; margin: 28mm 35mm 26mm 37mm; }
@media print {
body { max-width: none; padding: 0; font-size: 16pt; line-height: 28pt; }
.wide { page: wide; }
.page { break-before: page; }
.table { overflow: visible; margin: 0 0 6pt; }
table { font-size: 9pt; line-height: 12pt; }
th, td { padding: 0.5pt 2.5pt; }
h1, h2, h3, h4, h5, h6, .table-title, caption, p.unit { break-after: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
}`

/** Added to a draft: 草案 across every page. */
export const DRAFT_STYLE = `body::before { content: "草案"; position: fixed; inset: 0; display: grid; place-items: center; font-size: 30vmin; color: #000; opacity: 0.07; transform: rotate(-35deg); pointer-events: none; z-index: 1; }`
