import { TABLE_SIZES } from '../print-layout.ts'

/** Ids of the styles that every written document has. Nothing is formatted but through them. */
export const STYLE = {
  body: 'BodyText',
  title: 'Title',
  tableTitle: 'TableTitle',
  tableLine: 'TableLine',
  tableUnit: 'TableUnit',
  note: 'Note',
  contentsTitle: 'ContentsTitle',
  pageNumber: 'Footer',
  sectionEnd: 'SectionEnd',
  table: 'BudgetTable',
} as const

/** Faces of text in tables. */
export type TableFace = 'TableHeader' | 'TableText' | 'TableFigure' | 'TableNumber'

/** The style of a cell's text in one of the sizes of `TABLE_SIZES` (points). */
export function tableStyle(face: TableFace, size: number): string {
  return size === TABLE_SIZES[0] ? face : `${face}${size * 10}`
}

/** The style of a heading, the title of a table or the document's own title that stands in the outline at a level from 1 to 6. */
export function outlined(style: 'Heading' | 'TableTitle' | 'Title', level: number): string {
  return `${style}${level}`
}

/** Latin and Chinese type. All digits are half an em wide, so that they stand below each other. */
const FONTS = {
  fangsong: ['Times New Roman', '仿宋_GB2312'],
  title: ['Times New Roman', '方正小标宋简体'],
  hei: ['Times New Roman', '黑体'],
  kai: ['Times New Roman', '楷体_GB2312'],
  song: ['Times New Roman', '宋体'],
  number: ['宋体', '宋体'],
} as const

/** A paragraph style. */
export interface StyleSpec {
  readonly id: string
  readonly name: string
  /** The name that Chinese readers know it by, where `name` is one of Word's own. */
  readonly alias?: string
  readonly basedOn?: string
  readonly next?: string
  readonly font?: keyof typeof FONTS
  /** Points. */
  readonly size?: number
  readonly bold?: boolean
  readonly align?: 'left' | 'center' | 'right' | 'both'
  /** Exact line height in points: pages break alike whatever types a machine has. */
  readonly line: number
  /** Indent of the first line, in characters. */
  readonly indent?: number
  /** Indent of the whole paragraph, in characters. */
  readonly left?: number
  /** Points. */
  readonly before?: number
  readonly after?: number
  readonly keepNext?: boolean
  /** Level in the outline from 1, or 0 for none. */
  readonly outline?: number
}

const LEVELS = [1, 2, 3, 4, 5, 6] as const

/** 部分, then 一、（一） 1.（1） as GB/T 9704 sets them: 黑体, 楷体, 仿宋. */
const HEADING_SPECS: readonly StyleSpec[] = [
  {
    id: 'Heading1',
    name: 'heading 1',
    alias: '部分标题',
    font: 'title',
    size: 18,
    align: 'center',
    indent: 0,
    line: 32,
    before: 6,
    after: 10,
  },
  { id: 'Heading2', name: 'heading 2', alias: '一级标题', font: 'hei', align: 'left', indent: 2, line: 28 },
  { id: 'Heading3', name: 'heading 3', alias: '二级标题', font: 'kai', align: 'left', indent: 2, line: 28 },
  { id: 'Heading4', name: 'heading 4', alias: '三级标题', font: 'fangsong', bold: true, align: 'left', indent: 2, line: 28 },
  { id: 'Heading5', name: 'heading 5', alias: '四级标题', font: 'fangsong', align: 'left', indent: 2, line: 28 },
  { id: 'Heading6', name: 'heading 6', alias: '五级标题', font: 'fangsong', align: 'left', indent: 2, line: 28 },
]

const TABLE_TITLE = {
  font: 'hei',
  size: 16,
  bold: false,
  align: 'center',
  indent: 0,
  line: 28,
  before: 0,
  after: 6,
  keepNext: true,
} as const
const TITLE = { font: 'title', size: 22, align: 'center', line: 36, after: 14, keepNext: true } as const
const FACES: Readonly<Record<TableFace, Omit<StyleSpec, 'id' | 'size' | 'line'>>> = {
  TableText: { name: '表格文字', align: 'left' },
  TableFigure: { name: '表格数字', align: 'right' },
  TableNumber: { name: '表格序号', align: 'center' },
  TableHeader: { name: '表头', align: 'center', bold: true },
}
const LINE_HEIGHTS: Readonly<Record<(typeof TABLE_SIZES)[number], number>> = { 10.5: 15, 9: 12, 7.5: 10 }
const SIZE_NAMES: Readonly<Record<(typeof TABLE_SIZES)[number], string>> = { 10.5: '', 9: '（小五）', 7.5: '（六号）' }

const SPECS: readonly StyleSpec[] = [
  { id: STYLE.body, name: 'Body Text', alias: '正文文字', align: 'both', indent: 2, line: 28 },
  { id: STYLE.title, name: 'Title', alias: '标题', next: STYLE.body, ...TITLE, outline: 0 },
  ...LEVELS.map((n) => ({ id: outlined('Title', n), name: `入目录的标题 ${n}`, basedOn: STYLE.title, ...TITLE, outline: n })),
  ...HEADING_SPECS.map((spec, i) => ({ ...spec, next: STYLE.body, keepNext: true, outline: i + 1 })),
  { id: STYLE.tableTitle, name: '表题', ...TABLE_TITLE },
  ...LEVELS.map((n) => ({
    id: outlined('TableTitle', n),
    name: `入目录的表题 ${n}`,
    basedOn: outlined('Heading', n),
    ...TABLE_TITLE,
  })),
  { id: STYLE.tableLine, name: '表格编制部门', font: 'song', size: 10.5, align: 'left', line: 18, keepNext: true },
  { id: STYLE.tableUnit, name: '表格单位', font: 'song', size: 10.5, align: 'right', line: 18, keepNext: true },
  { id: STYLE.note, name: '注', font: 'song', size: 10.5, align: 'left', line: 16, before: 4, after: 4 },
  ...Object.entries(FACES).flatMap(([face, spec]) =>
    TABLE_SIZES.map((size) => ({
      ...spec,
      id: tableStyle(face as TableFace, size),
      name: `${spec.name}${SIZE_NAMES[size]}`,
      font: 'song' as const,
      size,
      line: LINE_HEIGHTS[size],
    })),
  ),
  {
    id: STYLE.contentsTitle,
    name: 'TOC Heading',
    alias: '目录标题',
    font: 'hei',
    size: 18,
    align: 'center',
    line: 32,
    after: 12,
  },
  ...LEVELS.map((n) => ({ id: `TOC${n}`, name: `toc ${n}`, alias: `目录 ${n}`, size: n === 1 ? 14 : 12, left: n - 1, line: 22 })),
  { id: STYLE.pageNumber, name: 'footer', alias: '页码', font: 'number', size: 14, line: 18 },
  { id: STYLE.sectionEnd, name: '分节', size: 1, line: 1 },
]

const BY_ID: ReadonlyMap<string, StyleSpec> = new Map(SPECS.map((spec) => [spec.id, spec]))

/** A style by its id; throws for an id that no style has. */
export function styleOf(id: string): StyleSpec {
  const spec = BY_ID.get(id)
  if (spec === undefined) throw new Error(`no style ${id}`)
  return spec
}

/** Space inside a cell at its left and right, and at its top and bottom, in points. */
export const CELL_MARGIN = { side: 2.85, top: 0.5 }

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** `word/styles.xml`: A4 type as GB/T 9704 has it, tables in 宋体. */
export const STYLES_XML = `<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts('fangsong')}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:aliases w:val="正文"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>${tableStyleXml()}${SPECS.map(styleXml).join('')}</w:styles>`

function styleXml(spec: StyleSpec): string {
  const alias = spec.alias === undefined ? '' : `<w:aliases w:val="${spec.alias}"/>`
  const next = spec.next === undefined ? '' : `<w:next w:val="${spec.next}"/>`
  return `<w:style w:type="paragraph" w:styleId="${spec.id}"><w:name w:val="${spec.name}"/>${alias}<w:basedOn w:val="${spec.basedOn ?? 'Normal'}"/>${next}<w:qFormat/><w:pPr>${paragraphXml(spec)}</w:pPr><w:rPr>${runXml(spec)}</w:rPr></w:style>`
}

/** In the order in which the schema wants them. */
function paragraphXml(spec: StyleSpec): string {
  const { line, before = 0, after = 0, indent, left, align, outline } = spec
  const spacing = `<w:spacing w:before="${before * 20}" w:after="${after * 20}" w:line="${line * 20}" w:lineRule="exact"/>`
  const twips = (characters: number): number => Math.round(characters * (spec.size ?? 16) * 20)
  const first = indent === undefined ? '' : ` w:firstLineChars="${indent * 100}" w:firstLine="${twips(indent)}"`
  const whole = left === undefined || left === 0 ? '' : ` w:leftChars="${left * 100}" w:left="${twips(left)}"`
  return [
    spec.keepNext === true ? '<w:keepNext/>' : '',
    spacing,
    first + whole === '' ? '' : `<w:ind${whole}${first}/>`,
    align === undefined ? '' : `<w:jc w:val="${align}"/>`,
    outline === undefined ? '' : `<w:outlineLvl w:val="${outline === 0 ? 9 : outline - 1}"/>`,
  ].join('')
}

function runXml(spec: StyleSpec): string {
  const bold = spec.bold === undefined ? '' : `<w:b w:val="${spec.bold ? 1 : 0}"/>`
  const size = spec.size === undefined ? '' : `<w:sz w:val="${spec.size * 2}"/><w:szCs w:val="${spec.size * 2}"/>`
  return `${spec.font === undefined ? '' : fonts(spec.font)}${bold}${size}`
}

function fonts(font: keyof typeof FONTS): string {
  const [latin, chinese] = FONTS[font]
  return `<w:rFonts w:ascii="${latin}" w:hAnsi="${latin}" w:eastAsia="${chinese}" w:cs="${latin}"/>`
}

function tableStyleXml(): string {
  const lines = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  const borders = lines.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('')
  const margin = (side: string, width: number): string => `<w:${side} w:w="${width}" w:type="dxa"/>`
  const margins =
    margin('top', CELL_MARGIN.top * 20) +
    margin('left', CELL_MARGIN.side * 20) +
    margin('bottom', CELL_MARGIN.top * 20) +
    margin('right', CELL_MARGIN.side * 20)
  return `<w:style w:type="table" w:styleId="${STYLE.table}"><w:name w:val="预算表"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>${borders}</w:tblBorders><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr></w:style>`
}

/** `word/fontTable.xml`: what to use where a machine has not the usual Chinese types. */
export const FONT_TABLE_XML = `<w:fonts xmlns:w="${W}">${[
  fontXml('Times New Roman', 'Liberation Serif', 'roman', '00'),
  fontXml('仿宋_GB2312', '仿宋', 'modern', '86'),
  fontXml('方正小标宋简体', '华文中宋', 'auto', '86'),
  fontXml('黑体', 'SimHei', 'modern', '86'),
  fontXml('楷体_GB2312', '楷体', 'modern', '86'),
  fontXml('宋体', 'SimSun', 'auto', '86'),
].join('')}</w:fonts>`

function fontXml(name: string, other: string, family: string, charset: string): string {
  return `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="${charset}"/><w:family w:val="${family}"/></w:font>`
}
