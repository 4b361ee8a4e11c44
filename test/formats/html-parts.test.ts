import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { checkDocument } from '../../src/app/check-document.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from './nandagang.ts'
import { bare, paragraphsOf, reading, tablesOf, textRows } from './reading.ts'

const page = (body: string, head = ''): Uint8Array =>
  strToU8(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`)
const texts = async (body: string): Promise<string[]> => paragraphsOf(await reading(page(body))).map((p) => p.text)
const menu = '<ul><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li><li><a href="/c">互动交流</a></li></ul>'

describe('what belongs to the site is left out', () => {
  test('menus, paths, lists of news and lines about the page', async () => {
    const news =
      '<div><h3>相关新闻</h3><ul><li><a href=1>园区召开会议</a>2023-01-02</li><li><a href=2>领导调研</a>2023-01-03</li></ul></div>'
    const lines =
      '<p>当前位置：<a href=/>首页</a> &gt; 正文</p><p>来源：财政局 时间：2023-02-01</p><p>【打印】【关闭】</p><p>冀ICP备1号</p>'
    expect(await texts(`${menu}${lines}<p>2023年部门预算安排如下。</p>${news}`)).toEqual(['2023年部门预算安排如下。'])
  })

  test('the index above a publication', async () => {
    const index =
      '<table><tr><td>索 引 号：</td><td>000-2023-1</td><td>发布机构：</td><td>财政局</td></tr><tr><td>成文日期：</td><td>2023-02-01</td></tr></table>'
    expect((await reading(page(`${index}<p>正文。</p>`))).blocks).toHaveLength(1)
  })
})

describe('what belongs to the disclosure is kept, however it is linked', () => {
  test.each([
    [
      'a table of figures whose names are links',
      '<table><tr><td><a href=1>基本支出</a></td><td>181.17</td></tr><tr><td><a href=2>项目支出</a></td><td>24.00</td></tr></table>',
      4,
    ],
    ['a table of figures in a footer', '<footer><table><tr><td>合计</td><td>1,234.5</td></tr></table></footer>', 2],
    ['a sentence with links', '<div><p>2023年部门预算收入181.17万元，详见<a href=1>表一</a>、<a href=2>表二</a>。</p></div>', 1],
    ['links within the page', '<ul><li><a href="#1">一、收支总表</a></li><li><a href="#2">二、收入总表</a></li></ul>', 2],
    ['a title in the header of an article', '<article><header><h1>2023年部门预算</h1></header><p>一、概况。</p></article>', 2],
    ['a title among links', `<div>${menu}<div>某局2023年部门预算</div></div>`, 1],
    ['a blank table', '<table><tr><td>项目</td><td>预算数</td></tr><tr><td>合计</td><td>&nbsp;</td></tr></table>', 4],
    ['attachments', '<ul><li><a href="a.pdf">一.pdf</a></li><li><a href="b.pdf">二.pdf</a></li></ul>', 2],
  ])('%s', async (_, body, count) => {
    const { blocks } = await reading(page(`${menu}${body}`))
    expect(blocks.flatMap((block) => (block.kind === 'table' ? block.cells.map((c) => c.text) : [block.text]))).toHaveLength(
      count,
    )
  })
})

describe('tables', () => {
  test('a table of figures with a small one in a cell stays a table', async () => {
    const inner = '<table><tr><td>其中</td><td>3.5</td></tr></table>'
    const row = (a: string, b: string, c: string): string => `<tr><td>${a}</td><td>${b}</td><td>${c}</td></tr>`
    const document = await reading(
      page(`<table>${row('项目', '预算数', '说明')}${row('甲', '12.5', inner)}${row('乙', '13.5', '')}</table>`),
    )
    expect(tablesOf(document).map(textRows)).toEqual([
      [
        ['项目', '预算数', '说明'],
        ['甲', '12.5', ''],
        ['乙', '13.5', ''],
      ],
      [['其中', '3.5']],
    ])
  })

  test('a table around one article lays out the page', async () => {
    const article = `<p>${'一、部门职责。'.repeat(20)}</p><p>${'二、机构设置。'.repeat(20)}</p>`
    expect(tablesOf(await reading(page(`<table><tr><td>${article}</td></tr></table>`)))).toEqual([])
  })

  test('a page that a spreadsheet made is divided as a sheet is', async () => {
    const head = '<meta name=ProgId content=Excel.Sheet><style>.xl1{border:.5pt solid windowtext;}.xl2{border:none;}</style>'
    const row = (a: string, b: string): string => `<tr><td class=xl1>${a}</td><td class=xl1>${b}</td></tr>`
    const title = (words: string): string => `<tr><td colspan=2 class=xl2>${words}</td></tr>`
    const blank = '<tr><td class=xl2>&nbsp;</td><td class=xl2></td></tr>'
    const body = `<table>${title('收支总表')}${row('项目', '金额')}${row('合计', '1.5')}${blank}${title('收入总表')}${row('项目', '金额')}${row('合计', '2.5')}</table>`
    const { blocks } = await reading(page(body, head))
    expect(blocks.map((block) => (block.kind === 'table' ? textRows(block) : block.text))).toEqual([
      '收支总表',
      [
        ['项目', '金额'],
        ['合计', '1.5'],
      ],
      '收入总表',
      [
        ['项目', '金额'],
        ['合计', '2.5'],
      ],
    ])
  })
})

describe('what the page does not hold is told', () => {
  test('attachments, by name and address, in the reading and in the refusal', async () => {
    const bytes = page(`${menu}<h1>2023年部门预算公开</h1><p>附件：<a href="/files/2023.pdf">某局2023年部门预算.pdf</a></p>`)
    const document = await reading(bytes)
    expect(document.problems[0]?.message.zh).toContain('某局2023年部门预算.pdf（/files/2023.pdf）')
    const checked = await checkDocument(bytes, 'a.html')
    expect(checked.ok ? '' : checked.message.zh).toContain('请下载附件')
  })

  test('a file shown in a frame', async () => {
    const { problems } = await reading(page('<p>公开</p><iframe src="/pdfjs/viewer.html?file=/f/budget.pdf"></iframe>'))
    expect(problems[0]?.message.en).toContain('budget.pdf')
  })

  test('tables on a tab that is not open', async () => {
    const { problems } = await reading(page('<p>公开</p><div style="display:none"><table><tr><td>1.5</td></tr></table></div>'))
    expect(problems[0]?.message.zh).toContain('1 张表格是隐藏的')
  })
})

describe.skipIf(!hasNandagang)(`a single-file web page${SKIP_NOTE}`, () => {
  test.each(['base64', 'quoted-printable'])('%s', async (encoding) => {
    const bytes = nandagang('html')
    const quoted = (): string =>
      [...bytes]
        .map((b) => `=${b.toString(16).toUpperCase().padStart(2, '0')}`)
        .join('')
        .replace(/.{72}/gu, '$&=\r\n')
    const body = encoding === 'base64' ? Buffer.from(bytes).toString('base64').replace(/.{76}/gu, '$&\r\n') : quoted()
    const archive = `MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_b"\r\n\r\nThis is a page.\r\n------=_b\r\nContent-Type: text/html;\r\n\tcharset="utf-8"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n------=_b\r\nContent-Type: image/png\r\n\r\nx\r\n------=_b--\r\n`
    const [read, wanted] = await Promise.all([reading(strToU8(archive), 'a.mht'), reading(bytes)])
    expect(read.problems).toEqual([])
    expect(read.blocks.map(bare)).toEqual(wanted.blocks.map(bare))
  })
})
