import { escapeMarkup } from '../escape-markup.ts'
import type { WriteOptions } from '../write-options.ts'
import { FONT_TABLE_XML, STYLE, STYLES_XML } from './style-sheet.ts'
import { paragraph } from './write-text.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
/** Namespaces of WordprocessingML and of the references in it. */
const SPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}"`

/** Parts that the document refers to, by the id of their relationship. */
export const REFERENCES = { footer: 'rId4', footerEven: 'rId5', header: 'rId6', headerEven: 'rId7' } as const

/** All parts of a Word document around the XML of its body, in a fixed order and without a date. */
export function partsAround(body: string, options: WriteOptions): ReadonlyMap<string, string> {
  const draft = options.draft === true
  const parts: [name: string, type: string, xml: string][] = [
    ['document', 'document.main', `<w:document ${SPACES}><w:body>${body}</w:body></w:document>`],
    ['styles', 'styles', STYLES_XML],
    ['settings', 'settings', SETTINGS],
    ['fontTable', 'fontTable', FONT_TABLE_XML],
    ['footer1', 'footer', footer('right')],
    ['footer2', 'footer', footer('left')],
    ...(draft ? (['header1', 'header2'] as const).map((name) => [name, 'header', WATERMARK] as [string, string, string]) : []),
  ]
  const links: [id: string, kind: string, target: string][] = [
    ['rId1', 'styles', 'styles.xml'],
    ['rId2', 'settings', 'settings.xml'],
    ['rId3', 'fontTable', 'fontTable.xml'],
    [REFERENCES.footer, 'footer', 'footer1.xml'],
    [REFERENCES.footerEven, 'footer', 'footer2.xml'],
  ]
  if (draft) links.push([REFERENCES.header, 'header', 'header1.xml'], [REFERENCES.headerEven, 'header', 'header2.xml'])
  const overrides = parts
    .map(([name, type]) => `<Override PartName="/word/${name}.xml" ContentType="${WORD}.${type}+xml"/>`)
    .join('')
  const core = `<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`
  const defaults = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
  return new Map([
    ['[Content_Types].xml', `${XML}<Types xmlns="${PACKAGE}/content-types">${defaults}${overrides}${core}</Types>`],
    [
      '_rels/.rels',
      relationships([
        ['rId1', `${OFFICE}/officeDocument`, 'word/document.xml'],
        ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ]),
    ],
    ['docProps/core.xml', coreProperties(options)],
    ['word/_rels/document.xml.rels', relationships(links.map(([id, kind, target]) => [id, `${OFFICE}/${kind}`, target]))],
    ...parts.map(([name, , xml]) => [`word/${name}.xml`, XML + xml] as const),
  ])
}

function relationships(links: readonly (readonly [id: string, type: string, target: string])[]): string {
  const rows = links.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${rows.join('')}</Relationships>`
}

function coreProperties({ title, author, language }: WriteOptions): string {
  const spaces = `xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`
  const words = `<dc:title>${escapeMarkup(title)}</dc:title><dc:creator>${escapeMarkup(author)}</dc:creator>`
  return `${XML}<cp:coreProperties ${spaces}>${words}<dc:language>${language}</dc:language></cp:coreProperties>`
}

const COMPATIBILITY = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
const SETTINGS = `<w:settings ${SPACES}><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>${COMPATIBILITY}</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

/** `— 1 —`, one character from the outer edge: right on odd pages, left on even ones (GB/T 9704). */
function footer(side: 'left' | 'right'): string {
  const number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
  const content = `<w:r><w:t xml:space="preserve">— </w:t></w:r>${number}<w:r><w:t xml:space="preserve"> —</w:t></w:r>`
  return `<w:ftr ${SPACES}>${paragraph(STYLE.pageNumber, content, `<w:ind w:${side}Chars="100" w:${side}="280"/><w:jc w:val="${side}"/>`)}</w:ftr>`
}

/** Word's own kind of watermark: a piece of WordArt behind the text, anchored in the header. */
const WATERMARK = `<w:hdr ${SPACES} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:p><w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:340pt;height:170pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="silver" stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="草案"/></v:shape></w:pict></w:r></w:p></w:hdr>`
