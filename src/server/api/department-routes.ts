import type { OpenAPIHono } from '@hono/zod-openapi'
import * as answers from './answer-schemas.ts'
import type { AskingOf } from './asking.ts'
import { newRoutes } from './new-routes.ts'
import * as parameters from './parameters.ts'
import { question } from './question.ts'
import * as ask from './questions.ts'

const { DepartmentPath, DisclosurePath, PlainQuery, SeriesQuery } = parameters
const one = '/departments/{department}/disclosures/{disclosure}'

const departments = question({
  path: '/departments',
  operationId: 'listDepartments',
  summary: '按名称、地区找部门 Departments by name and place',
  request: { query: parameters.DepartmentQuery },
  answer: [answers.pageOf('DepartmentPage', answers.Department), '部门 departments'],
})
const department = question({
  path: '/departments/{department}',
  operationId: 'getDepartment',
  summary: '一个部门 One department',
  request: { params: DepartmentPath, query: PlainQuery },
  answer: [answers.Department, '部门 the department'],
})
const disclosures = question({
  path: '/departments/{department}/disclosures',
  operationId: 'listDisclosures',
  summary: '一个部门的全部公开文件 Everything that a department published',
  request: { params: DepartmentPath, query: PlainQuery },
  answer: [answers.listOf('DisclosureList', answers.Disclosure), '公开文件，年度新的在前 the newest year first'],
})
const series = question({
  path: '/departments/{department}/series',
  operationId: 'getDepartmentSeries',
  summary: '一个部门历年的一个数字 One figure of a department over the years',
  request: { params: DepartmentPath, query: SeriesQuery },
  answer: [answers.listOf('DepartmentSeries', answers.DepartmentPoint), '历年数字 the figure, year by year'],
})
const latest = question({
  path: '/disclosures',
  operationId: 'listLatestDisclosures',
  summary: '最新收入的公开文件 What came in last: new and corrected',
  request: { query: parameters.LatestQuery },
  answer: [answers.pageOf('LatestPage', answers.LatestDisclosure), '新的在前 the newest first'],
})
const disclosure = question({
  path: one,
  operationId: 'getDisclosure',
  summary: '一份公开文件：表、口径、没有读出的地方 One disclosure: tables, cuts, problems',
  request: { params: DisclosurePath, query: PlainQuery },
  answer: [answers.DisclosureWhole, '公开文件 the disclosure'],
})
const tables = question({
  path: `${one}/tables`,
  operationId: 'listTables',
  summary: '全部表格和每一个数字 All tables with every figure',
  request: { params: DisclosurePath, query: PlainQuery },
  answer: [answers.listOf('TableList', answers.Table), '表格 tables'],
})
const table = question({
  path: `${one}/tables/{table}`,
  operationId: 'getTable',
  summary: '一张表 One table',
  request: { params: parameters.TablePath, query: PlainQuery },
  answer: [answers.Table, '表格 the table'],
})
const findings = question({
  path: `${one}/findings`,
  operationId: 'listDisclosureFindings',
  summary: '核对发现 What was found in it',
  request: { params: DisclosurePath, query: PlainQuery },
  answer: [answers.listOf('DisclosureFindings', answers.Finding), '发现，重的在前 the gravest first'],
})
const projects = question({
  path: `${one}/projects`,
  operationId: 'listProjects',
  summary: '项目和绩效目标 Projects with their targets',
  request: { params: DisclosurePath, query: PlainQuery },
  answer: [answers.listOf('ProjectList', answers.Project), '项目 projects'],
})
const passages = question({
  path: `${one}/passages`,
  operationId: 'listPassages',
  summary: '文字说明和名词解释 Its words and its glossary',
  request: { params: DisclosurePath, query: PlainQuery },
  answer: [answers.listOf('PassageList', answers.Passage), '段落 passages'],
})
const claim = question({
  path: '/claims/{department}/{disclosure}/{claim}',
  operationId: 'getClaim',
  summary: '一个数字的出处 What a figure leads back to: file, page, cell',
  request: { params: parameters.ClaimPath, query: PlainQuery },
  answer: [answers.ClaimWhole, '数字和出处 the figure and where it is printed'],
})

/** Departments, and what they published. */
export function departmentRoutes(asked: AskingOf) {
  return (newRoutes() satisfies OpenAPIHono)
    .openapi(departments, async (c) => c.json(await ask.askDepartments(asked(c), c.req.valid('query')), 200))
    .openapi(department, async (c) => c.json(await ask.askDepartment(asked(c), c.req.valid('param')), 200))
    .openapi(disclosures, async (c) => c.json(await ask.askDisclosures(asked(c), c.req.valid('param')), 200))
    .openapi(series, async (c) =>
      c.json(await ask.askDepartmentSeries(asked(c), c.req.valid('param'), c.req.valid('query')), 200),
    )
    .openapi(latest, async (c) => c.json(await ask.askLatest(asked(c), c.req.valid('query')), 200))
    .openapi(disclosure, async (c) => c.json(await ask.askDisclosure(asked(c), c.req.valid('param')), 200))
    .openapi(tables, async (c) => c.json(await ask.askTables(asked(c), c.req.valid('param')), 200))
    .openapi(table, async (c) => c.json(await ask.askTable(asked(c), c.req.valid('param')), 200))
    .openapi(findings, async (c) => c.json(await ask.askDisclosureFindings(asked(c), c.req.valid('param')), 200))
    .openapi(projects, async (c) => c.json(await ask.askProjects(asked(c), c.req.valid('param')), 200))
    .openapi(passages, async (c) => c.json(await ask.askPassages(asked(c), c.req.valid('param')), 200))
    .openapi(claim, async (c) => c.json(await ask.askClaim(asked(c), c.req.valid('param')), 200))
}
