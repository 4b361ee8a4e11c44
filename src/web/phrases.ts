import type { Words } from '../budget/finding.ts'
import type { Language } from './language.ts'

/**
 * Every phrase of the page and the report, in both languages. `{n}` is filled in; `{n|one|many}` chooses a word by the number.
 * The words stay neutral: figures agree or they do not, and nobody is accused.
 */
export const PHRASES = {
  name: { zh: '明账', en: 'Mingzhang' },
  tagline: { zh: '核对公开预算里的每一个数', en: 'Every figure of a published budget, checked' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  otherLanguage: { zh: 'English', en: '中文' },
  languageLost: {
    zh: '浏览器未开启脚本时，切换语言后请重新选择文件：上传的文件没有保存。',
    en: 'Without script, choose the file again after switching the language: uploads are not kept.',
  },
  homeLead: {
    zh: '选一份已公开的部门预算，几秒钟内逐表、逐句核对：合计与明细、收入与支出、表与表、表与文字。哪一格不一致，就在原表的那一格标出来，并列出算式。',
    en: 'Choose a published department budget. Within seconds every table and sentence is checked: totals against their parts, income against expenditure, table against table, tables against text. What does not agree is marked in its own cell, with the sum that shows it.',
  },
  chooseFiles: { zh: '选择预算文件', en: 'Choose budget files' },
  dropHere: { zh: '把文件拖到这里，或', en: 'Drop files here, or' },
  formats: {
    zh: 'PDF、Word（.docx、.doc、.rtf）、Excel（.xlsx、.xls）、WPS（.wps、.et）、开放文档（.odt、.ods）、网页（.html、.mht）或文本（.txt），可一次选多份，合计不超过 64 MB。扫描件没有文字，读不了。',
    en: 'PDF, Word (.docx, .doc, .rtf), Excel (.xlsx, .xls), WPS (.wps, .et), OpenDocument (.odt, .ods), web page (.html, .mht) or text (.txt); several at once, 64 MB in all. Scans hold no text and cannot be read.',
  },
  check: { zh: '开始核对', en: 'Check' },
  privacy: {
    zh: '文件只在这个程序的内存里读，核对完即消失（PDF 为显示页面图像多留十分钟）：不存盘、不记录、不发往别处。',
    en: 'Files are read in the memory of this program and are gone when the check is done (a PDF ten minutes later, so that its pages can be shown): nothing is stored, logged or sent elsewhere.',
  },
  samples: { zh: '没有现成的文件？先看一份样例', en: 'Nothing at hand? Look at a sample' },
  whatIsChecked: { zh: '核对什么', en: 'What is checked' },
  whatIsCheckedBody: {
    zh: '合计等于明细之和；收入总计等于支出总计；同一笔钱在各表、在说明文字里数目相同；增减额与百分比算得对；科目名称与编码相符；项目绩效目标表与预算表对得上。',
    en: 'Totals equal the sum of their parts; sources equal uses; the same money has the same amount in every table and in the text; changes and percentages follow from their figures; names match their codes; project cards match the tables.',
  },
  whatIsNot: { zh: '不核对什么', en: 'What is not' },
  whatIsNotBody: {
    zh: '钱花得该不该、够不够，这里不作判断。“不一致”只说明两处数字不能同时成立，多半是录入或排版的笔误。',
    en: 'Whether money is well spent is not judged here. “Does not agree” only means that two figures cannot both be right; most often it is a slip of typing or layout.',
  },
  checking: { zh: '正在核对 {names} …', en: 'Checking {names} …' },
  checkFailed: {
    zh: '没有连上核对程序。它可能已经停止，请重新启动后再试。',
    en: 'The checking program did not answer. It may have stopped; start it again and retry.',
  },
  toPortal: { zh: '查公开预算', en: 'Published budgets' },
  another: { zh: '核对另一份', en: 'Check another' },
  results: { zh: '核对结果', en: 'Results' },
  resultOf: { zh: '{name}：核对结果', en: '{name}: results' },
  notRead: { zh: '这份文件没有核对', en: 'This file was not checked' },
  notReadHint: {
    zh: '其他文件不受影响。请换一种格式，或从公开网站重新下载后再试。',
    en: 'Other files are not affected. Try another format, or download the file again from where it was published.',
  },
  files: { zh: '{n} 份文件', en: '{n} {n|file|files}' },
  budget: { zh: '{year} 年部门预算', en: '{year} department budget' },
  final: { zh: '{year} 年部门决算', en: '{year} department final account' },
  budgetPlain: { zh: '部门预算', en: 'Department budget' },
  finalPlain: { zh: '部门决算', en: 'Department final account' },
  unknownDepartment: { zh: '未写明部门', en: 'Department not stated' },
  verdictClean: { zh: '没有发现不一致', en: 'Nothing found that does not agree' },
  verdictNothing: { zh: '没有读到可以核对的表', en: 'No table was found that could be checked' },
  countError: { zh: '{n} 处不一致', en: '{n} {n|place does|places do} not agree' },
  countDuty: { zh: '{n} 处缺漏', en: '{n} missing' },
  countWarning: { zh: '{n} 处请核实', en: '{n} to look at' },
  countNote: { zh: '{n} 处提示', en: '{n} {n|note|notes}' },
  coverage: { zh: '{passed} 个等式成立', en: '{passed} {passed|equation holds|equations hold}' },
  coverageFailed: { zh: '{failed} 个不成立', en: '{failed} {failed|does|do} not' },
  coverageUnchecked: { zh: '{unchecked} 个无法核对', en: '{unchecked} could not be checked' },
  because: { zh: '，因为：', en: ': ' },
  reasonCount: { zh: '{reason}（{n}）', en: '{reason} ({n})' },
  otherReasons: { zh: '其他原因', en: 'other reasons' },
  error: { zh: '不一致', en: 'Does not agree' },
  duty: { zh: '缺漏', en: 'Missing' },
  warning: { zh: '请核实', en: 'Please look' },
  note: { zh: '提示', en: 'Note' },
  findings: { zh: '发现', en: 'Findings' },
  findingNumber: { zh: '第 {n} 条', en: 'Finding {n}' },
  noFindings: {
    zh: '读到的每个等式都成立，没有需要更正的地方。',
    en: 'Every equation that could be read holds. There is nothing to correct.',
  },
  showInTable: { zh: '看原处', en: 'Show in place' },
  contents: { zh: '目录', en: 'Contents' },
  contentsCount: { zh: '{n} 处', en: '{n}' },
  document: { zh: '原文', en: 'The document as printed' },
  why: { zh: '为什么', en: 'Why' },
  proposal: { zh: '建议', en: 'Proposed' },
  proposalOne: { zh: '改为', en: 'change to' },
  proposalTogether: { zh: '须一起更正：', en: 'To be corrected together:' },
  alternatives: {
    zh: '下面任何一种更正都能使算式成立，哪一种对，要看原始账目：',
    en: 'Each of these corrections makes the sums agree. Which is right, the accounts must say:',
  },
  or: { zh: '或者', en: 'or' },
  shouldBe: { zh: '应为', en: 'should be' },
  mayBe: { zh: '或应为', en: 'may be' },
  blankPrinted: { zh: '空白', en: 'blank' },
  absentRow: { zh: '缺少的一行', en: 'a row that is not printed' },
  emptied: { zh: '留空', en: 'leave blank' },
  basis: { zh: '依据', en: 'Basis' },
  premise: { zh: '前提', en: 'Assuming' },
  places: { zh: '位置', en: 'Places' },
  sumOf: { zh: '以上合计', en: 'These add up to' },
  printedAs: { zh: '印的是', en: 'Printed' },
  difference: { zh: '相差', en: 'Difference' },
  holdsOnceMended: { zh: '按建议的数，算式成立', en: 'Holds with the proposed figure' },
  exceeds: { zh: '超出', en: 'Exceeds by' },
  atMost: { zh: '应不超过', en: 'should be at most' },
  foldedBlanks: { zh: '另有 {n} 项空白', en: '{n} more {n|term is|terms are} blank' },
  moreEquations: { zh: '还有 {n} 个算式', en: '{n} more {n|equation|equations}' },
  lawSum: { zh: '明细与合计', en: 'Parts and their total' },
  lawSame: { zh: '同一笔钱，两处数字', en: 'The same money, printed twice' },
  lawBalance: { zh: '收入与支出', en: 'Sources and uses' },
  lawChange: { zh: '比上年增减', en: 'Change from last year' },
  lawBridge: { zh: '两种口径', en: 'Two views of the same money' },
  lawBound: { zh: '部分与全部', en: 'A part and its whole' },
  lawPurpose: { zh: '项目用途与预算', en: 'A project’s purpose and budget' },
  lawOther: { zh: '算式', en: 'Equation' },
  slipDigit: { zh: '像是错了一个数字', en: 'looks like one wrong digit' },
  slipTransposition: { zh: '像是相邻两个数字颠倒', en: 'looks like two digits swapped' },
  slipDecimal: { zh: '像是小数点错位', en: 'looks like a misplaced decimal point' },
  slipShift: { zh: '像是填错了一栏', en: 'looks like the next column’s figure' },
  slipBlank: { zh: '像是漏填', en: 'looks like an omission' },
  slipUnit: { zh: '像是单位弄混', en: 'looks like another unit' },
  slipSign: { zh: '像是正负号错了', en: 'looks like a wrong sign' },
  slipRow: { zh: '像是填错了一行', en: 'looks like the next row’s figure' },
  slipYear: { zh: '像是用了别的年度的数', en: 'looks like another year’s figure' },
  setAside: { zh: '已由人说明：{reason}', en: 'Set aside by a person: {reason}' },
  countAside: { zh: '{n} 处已由人说明', en: '{n} set aside by a person' },
  countMended: { zh: '与上次相比，{n} 处已改正', en: '{n} mended since last time' },
  sinceNew: { zh: '本次新出现', en: 'new since last time' },
  sinceRemaining: { zh: '上次已有', en: 'there last time too' },
  stateRead: { zh: '已核对', en: 'checked' },
  stateEmpty: { zh: '空表', en: 'empty table' },
  stateInferred: { zh: '按表头推断', en: 'inferred from its headings' },
  stateUnread: { zh: '未能识别', en: 'not recognised' },
  claims: { zh: '{n} 个数字', en: '{n} {n|figure|figures}' },
  tableNumber: { zh: '表 {n}', en: 'Table {n}' },
  narrative: { zh: '说明文字', en: 'Narrative' },
  narrativeFolded: { zh: '{n} 段文字，没有发现', en: '{n} {n|paragraph|paragraphs}, nothing found' },
  hideBlank: { zh: '隐去没有数字的行', en: 'Hide rows without figures' },
  tableRegion: { zh: '{title}（可左右滚动）', en: '{title} (scrolls sideways)' },
  rowsLeftOut: { zh: '此处略去 {n} 行，其中没有发现', en: '{n} {n|row|rows} left out here, nothing found in {n|it|them}' },
  problems: { zh: '没能读懂的地方', en: 'What could not be read' },
  downloadJson: { zh: '下载 JSON', en: 'Download JSON' },
  downloadReport: { zh: '下载报告', en: 'Download report' },
  print: { zh: '打印', en: 'Print' },
  legend: { zh: '图例', en: 'Key' },
  termLegend: { zh: '算式里的数', en: 'a figure of the sum' },
  page: { zh: '第 {n} 页', en: 'page {n}' },
  line: { zh: '第 {n} 行', en: 'line {n}' },
  rowColumn: { zh: '第 {row} 行第 {column} 列', en: 'row {row}, column {column}' },
  wholeDocument: { zh: '整份文件', en: 'the whole document' },
  backToFinding: { zh: '见发现', en: 'see finding' },
  reportFooter: {
    zh: '由明账 Mingzhang 生成。“不一致”指两处数字不能同时成立，不代表对任何单位或个人的评价。',
    en: 'Made by Mingzhang 明账. “Does not agree” means that two figures cannot both be right; it is no judgement on any body or person.',
  },
  pageAsPrinted: { zh: '第 {page} 页原样', en: 'Page {page} as printed' },
  wholePage: { zh: '看第 {page} 页整页', en: 'Show all of page {page}' },
  boxPrinted: { zh: '第{page}页图像，方框处印为{printed}', en: 'Picture of page {page}; the box holds {printed}' },
  boxBlank: { zh: '第{page}页图像，方框处空白', en: 'Picture of page {page}; the box is blank' },
  boxPlace: { zh: '第{page}页图像，方框处是所指的内容', en: 'Picture of page {page}; the box marks what is meant' },
  boxUnread: { zh: '第{page}页图像，方框处没能读懂', en: 'Picture of page {page}; what is in the box could not be read' },
  moreBoxes: { zh: '另有 {n} 处，见整页。', en: '{n} more: see the whole pages.' },
  pagesLeftOut: {
    zh: '页面图像较多，第 {pages} 页没有附图，请对照原 PDF。',
    en: 'There are too many pictures: page {pages} is not shown. Look at the PDF itself.',
  },
  pictureMissing: {
    zh: '页面图像不在这里：正在画，或已过十分钟',
    en: 'No picture here: still being drawn, or gone after ten minutes',
  },
  inPicture: { zh: '图', en: 'page' },
  pageGone: {
    zh: '这张页面图像已经不在内存里了，请重新核对这份文件。',
    en: 'This picture is no longer in memory. Check the file again.',
  },
  notFound: { zh: '没有这一页。', en: 'There is no such page.' },
  wrongMethod: { zh: '这个地址不接受 {method}，只接受 {allowed}。', en: 'This address does not take {method}, but {allowed}.' },
  noFile: {
    zh: '没有收到文件：请先选一份预算文件，再开始核对。',
    en: 'No file arrived: choose a budget file first, then check.',
  },
  tooLarge: {
    zh: '文件太大：一次合计不能超过 {n} MB。请分几次核对。',
    en: 'Too large: at most {n} MB at once. Check the files in several goes.',
  },
  tooMany: { zh: '一次最多核对 {n} 份文件，请分几次。', en: 'At most {n} files at once; check them in several goes.' },
  busy: { zh: '正在核对的文件较多，请过几秒再试。', en: 'Several files are being checked; try again in a few seconds.' },
  badForm: {
    zh: '上传的内容不完整，没能读出文件。请重新选择后再试。',
    en: 'The upload was incomplete and no file could be read from it. Choose the file and try again.',
  },
  oneFile: { zh: '一次只能处理一份文件。', en: 'One file at a time.' },
  downloadAmended: { zh: '下载修订稿', en: 'Download corrected copy' },
  downloadOpenData: { zh: '下载开放数据', en: 'Download open data' },
  accept: { zh: '采纳，写入修订稿', en: 'Accept into the corrected copy' },
  acceptNone: {
    zh: '没有采纳任何建议：请在要更正的发现里勾选“采纳”，再下载修订稿。',
    en: 'No correction is accepted: tick “Accept” in the findings to correct, then download.',
  },
  making: { zh: '正在生成…', en: 'Making the file …' },
  amended: {
    zh: '修订稿已下载，标出 {n} 处更正，请逐处审阅后再公开。',
    en: 'Downloaded, with {n} {n|correction|corrections} marked; look at each before you publish.',
  },
  notAmended: { zh: '有 {n} 处没有写入：', en: '{n} could not be written:' },
  openDataMade: { zh: '开放数据（CSV）已下载。', en: 'Open data (CSV) downloaded.' },
  forbiddenHost: { zh: '只接受本机地址的访问。', en: 'Only reachable by the names of this machine.' },
  forbiddenOrigin: { zh: '只接受从本页面提交的文件。', en: 'Files are only accepted from this page itself.' },
  internal: {
    zh: '核对这份文件时程序出了错，没有结果。请把文件格式换一种再试。',
    en: 'The program failed on this file and has no result. Try the file in another format.',
  },
} as const satisfies Record<string, Words>

export type PhraseKey = keyof typeof PHRASES

/** A phrase in a language, with its blanks filled in. */
export function phrase(language: Language, key: PhraseKey, values: Readonly<Record<string, string | number>> = {}): string {
  return fillIn(PHRASES[key][language], values)
}

/** A text with its blanks filled in: `{n}`, and `{n|one|many}` by the number. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/gu, (_, name: string, one?: string, many?: string) => {
    const value = values[name] ?? ''
    if (one === undefined || many === undefined) return String(value)
    return value === 1 ? one : many
  })
}

/** Both languages of a phrase with its blanks filled in. */
export function phraseWords(key: PhraseKey, values: Readonly<Record<string, string | number>> = {}): Words {
  return { zh: phrase('zh', key, values), en: phrase('en', key, values) }
}
