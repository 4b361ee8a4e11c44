import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CheckResult } from '../../src/budget/check-result.ts'
import { checkDocument } from '../../src/app/check-document.ts'
import { hasShared, sharedDocument } from '../setup/documents.ts'

const FORMATS = ['txt', 'html', 'docx', 'doc', 'odt', 'xlsx', 'xls'] as const

async function check(format: string): Promise<CheckResult> {
  const name = `nandagang/nandagang-2023.${format}`
  const checked = await checkDocument(readFileSync(sharedDocument(name)), name)
  if (!checked.ok) throw new Error(checked.message.en)
  return checked.result.zh
}

/** What stands in the message that a list of findings needs: the words that are called wrong. */
function about(f: CheckResult['findings'][number]): string {
  if (f.suspects.length > 0) return f.suspects.map((s) => `${s.claim?.printed || '(blank)'} → ${s.repair?.printed}`).join(' or ')
  const quoted = f.message.match(/“[^”]+”/gu) ?? [f.message.slice(0, 20)]
  return quoted.slice(0, 3).join(' ')
}

describe.skipIf(!hasShared)('the findings on nandagang-2023 (needs ../shared/documents)', async () => {
  if (!hasShared) return
  const results = new Map<string, CheckResult>()
  for (const format of FORMATS) results.set(format, await check(format))
  const get = (format: string): CheckResult => {
    const result = results.get(format)
    if (result === undefined) throw new Error(`not checked: ${format}`)
    return result
  }

  test('all of them: severity, code, line, what it is about', () => {
    const lines = get('txt').findings.map((f) => `${f.severity} ${f.code} ${f.places[0]?.line ?? ''}: ${about(f)}`)
    expect(lines).toMatchInlineSnapshot(`
      [
        "error blank 917: (blank) → 175.11",
        "error blank 924: (blank) → 175.11",
        "error blank 931: (blank) → 75.11",
        "error blank 938: (blank) → 37.45",
        "error blank 945: (blank) → 62.55",
        "error sum 1025: 14.97 → 14.96",
        "error malformed 1839: 2..5 → 2.5",
        "error same 2244: 165.16 → 680.28",
        "warning serial 324: “4” “12” “12”",
        "warning name 406: “上解上级支出” “上缴上级支出”",
        "warning name 1059: “公务员医疗补贴” “公务员医疗补助缴费”",
        "warning serial 1078: “12” “14”",
        "warning name 1289: “政府基金预算” “政府性基金预算”",
        "warning institution 1495: “事业”",
        "warning serial 1527: “第2部分” “第一部分”",
        "warning name 1535: “1、河北省信息系统网络维护费绩效目标表” “信访信息系统网络维护费”",
        "warning indicator 1678: “信访专项经费” “重复访事件” “不发生二次上访事件”",
        "warning indicator 1685: “信访专项经费” “及时处理率” “在1个工作日内受理”",
        "warning indicator 1692: “信访专项经费” “维护社会稳定” “不出现赴省、进京事件”",
        "warning indicator 1699: “信访专项经费” “经济效益” “经济效益”",
        "warning indicator 1706: “信访专项经费” “可持续影响” “可持续”",
        "warning indicator 1713: “信访专项经费” “提高利用率” “生态效益”",
        "warning indicator 1720: “信访专项经费” “信访群众满意度” “>=95.00”",
        "warning indicator 1784: “政法委综治专项经费” “项目所需资金” “30000.00”",
        "warning indicator 1791: “政法委综治专项经费” “案件、资料上报及时率” “>=95.00”",
        "warning indicator 1803: “政法委综治专项经费” “社会效益指标” “经济效益指标”",
        "warning indicator 1890: “严重精神障碍患者监护人责任险” “项目所需资金” “22000”",
        "warning indicator 1897: “严重精神障碍患者监护人责任险” “投保及时率” “>=95.00”",
        "warning indicator 1909: “严重精神障碍患者监护人责任险” “社会效益指标” “经济效益指标”",
        "warning purpose 2037: 12 → 24",
        "warning blank 2254: “资产总额”",
        "warning name 2286: “机关运行费” “机关运行经费”",
        "note bridge 1039: 有30108机关事业单位基本养老保险缴费",
        "note bridge 1046: 有30109职业年金缴费，功能分类中却没",
        "note name 1052: “城镇职工基本医疗保险缴费” “职工基本医疗保险缴费”",
        "note wording 1499: “主要原因是：主要原因” “主要原因”",
        "note blank 1533: 7 张项目绩效目标表中有 7 张没有填写",
        "note name 1599: “信访信息系统网络维护费” “效果指标” “效益指标”",
        "note indicator 1671: “信访专项经费” “控制预算成本” “补贴不超过180”",
        "note indicator 1700: “信访专项经费” “经济效益”",
        "note indicator 1707: “信访专项经费” “可持续影响”",
        "note indicator 1714: “信访专项经费” “提高利用率”",
        "note indicator 1770: “政法委综治专项经费” “邪教人员转化” “<=2.00”",
        "note indicator 1876: “严重精神障碍患者监护人责任险” “参保人员” “220”",
        "note name 2006: “雪亮工程建设项目” “效果指标” “效益指标”",
        "note indicator 2081: “南大港政法办网络通信服务费项目” “数量” “70”",
        "note name 2091: “南大港政法办网络通信服务费项目” “效果指标” “效益指标”",
        "note indicator 2166: “综治9+X信息系统通信服务费项目” “数量” “80”",
        "note name 2176: “综治9+X信息系统通信服务费项目” “效果指标” “效益指标”",
      ]
    `)
  })

  test('errors are single cells, each with its one repair and the equations that prove it', () => {
    for (const f of get('txt').findings.filter((one) => one.severity === 'error')) {
      expect(f.unique, f.message).toBe(true)
      expect(f.suspects, f.message).toHaveLength(1)
      expect(f.suspects[0]?.repair, f.message).not.toBeNull()
      expect(f.equations.length, f.message).toBeGreaterThan(0)
    }
  })

  test('coverage', () => {
    const { equations } = get('txt')
    expect(equations.passed).toBeGreaterThan(200)
    expect(equations.unchecked).toBe(equations.reasons.reduce((sum, r) => sum + r.count, 0))
    expect(equations.reasons.map((r) => `${r.reason} ${r.count}`)).toMatchInlineSnapshot(`
      [
        "其中有无法识读的数字 4",
        "没有可与“机关事业单位基本养老保险缴费”对照的科目 1",
        "没有可与“职业年金缴费”对照的科目 1",
      ]
    `)
  })

  // The workbook shows 24.00 and 30000.00 as 24 and 30000: its own number format, and part of what it says.
  const asText = (words: string): string => words.replace(/“(24|30000)”/gu, '“$1.00”')

  test.each(['html', 'docx', 'doc', 'odt', 'xlsx', 'xls'])('%s gives the same ones, in the same order', (format) => {
    const content = (result: CheckResult): unknown =>
      result.findings.map((f) => [
        f.severity,
        f.code,
        asText(f.message),
        f.subject ?? null,
        f.equations.map((e) => [e.law, e.difference, e.tolerance]),
        f.suspects.map((s) => [s.set, s.claim?.printed ?? null, s.repair, s.slip ?? null]),
        f.unique,
        f.places.length,
      ])
    expect(content(get(format))).toEqual(content(get('txt')))
    expect(get(format).equations).toEqual(get('txt').equations)
    const ids = (result: CheckResult): string[] => result.findings.filter((f) => asText(f.message) === f.message).map((f) => f.id)
    expect(ids(get(format))).toEqual(ids(get('txt')).filter((id) => ids(get(format)).includes(id)))
  })

  test.each(FORMATS)('%s: every finding says where, in the words of the format', (format) => {
    for (const f of get(format).findings) {
      expect(f.places.length, f.message).toBeGreaterThan(0)
      for (const p of f.places) {
        expect(p.file).toContain(format)
        if (format === 'txt') expect(p.line).toBeGreaterThan(0)
        else if (format.startsWith('xls')) expect(p.cell, f.message).toMatch(/^[A-Z]+\d+$/u)
        else expect(p.table ?? p.paragraph, f.message).toBeGreaterThan(0)
      }
    }
  })

  test('ids are their own', () => {
    const ids = get('txt').findings.map((f) => f.id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
