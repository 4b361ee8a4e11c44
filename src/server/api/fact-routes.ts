import { askSums } from './ask-sums.ts'
import * as answers from './answer-schemas.ts'
import type { AskingOf } from './asking.ts'
import { newRoutes } from './new-routes.ts'
import * as parameters from './parameters.ts'
import { question } from './question.ts'
import * as ask from './questions.ts'

const facts = question({
  path: '/facts',
  operationId: 'listFacts',
  summary: '一个口径的事实，逐页 Facts of one cut, page by page',
  description:
    '按部门、年度排列，每个部门每个年度整份出自一份公开文件：翻页期间有新文件收入，也不会漏掉或重复。Sorted by department and year, each of which is whole and from one disclosure: whatever comes in between two pages, nothing is lost or doubled.',
  request: { query: parameters.FactQuery },
  answer: [answers.pageOf('FactPage', answers.Fact), '事实 facts'],
})
const sums = question({
  path: '/sums',
  operationId: 'getSums',
  summary: '合计，按维度分组 Sums, grouped by dimensions of the cut',
  request: { query: parameters.SumQuery },
  answer: [answers.SumList, '合计；口径不区分的维度会被拒绝（422） sums; what the cut does not tell apart is refused'],
})
const rankings = question({
  path: '/rankings',
  operationId: 'getRankings',
  summary: '部门按一个口径的金额排列 Departments by what a cut adds up to',
  request: { query: parameters.RankingQuery },
  answer: [answers.pageOf('RankingPage', answers.Ranked), '大的在前 the largest first'],
})
const compare = question({
  path: '/compare',
  operationId: 'compare',
  summary: '至多六个部门或年度并列 Up to six departments or years side by side',
  description:
    '第一项为基数。部门、范围、阶段、单位、科目不同而变动率没有意义时，各个数字都在，附原因，不给变动率。The first is the base. Where department, scope, stage, units or codes make a rate meaningless, the figures stand with the reason.',
  request: { query: parameters.CompareQuery },
  answer: [answers.listOf('ComparedList', answers.Compared), '并列的数字 the figures'],
})
const findings = question({
  path: '/findings',
  operationId: 'listFindings',
  summary: '各部门的核对发现 Findings across departments',
  request: { query: parameters.FindingQuery },
  answer: [answers.pageOf('FindingPage', answers.Finding), '发现 findings'],
})
const cuts = question({
  path: '/cuts',
  operationId: 'listCuts',
  summary: '全部口径 The cuts that there are',
  request: { query: parameters.PlainQuery },
  answer: [answers.listOf('CutList', answers.Cut), '口径 cuts'],
})
const places = question({
  path: '/places',
  operationId: 'listPlaces',
  summary: '全国和各省 The country and its provinces',
  request: { query: parameters.PlainQuery },
  answer: [answers.listOf('DivisionList', answers.Division), '地区 places'],
})
const place = question({
  path: '/places/{division}',
  operationId: 'getPlace',
  summary: '一个地区：上级、下级、公开情况 A place: above, below, and what was published',
  request: { params: parameters.PlacePath, query: parameters.PlainQuery },
  answer: [answers.PlaceWhole, '地区 the place'],
})
const placeSeries = question({
  path: '/places/{division}/series',
  operationId: 'getPlaceSeries',
  summary: '一个地区历年的一个数字 One figure of a place over the years',
  request: { params: parameters.PlacePath, query: parameters.SeriesQuery },
  answer: [answers.listOf('PlaceSeries', answers.PlacePoint), '历年数字 the figure, year by year'],
})
const search = question({
  path: '/search',
  operationId: 'search',
  summary: '在说明、名词解释和项目中找词 Words in narratives, glossaries and projects',
  request: { query: parameters.SearchQuery },
  answer: [answers.pageOf('HitPage', answers.Hit), '找到的段落 what was found'],
})

/** Questions across departments. */
export function factRoutes(asked: AskingOf) {
  return newRoutes()
    .openapi(facts, async (c) => c.json(await ask.askFacts(asked(c), c.req.valid('query')), 200))
    .openapi(sums, async (c) => c.json(await askSums(asked(c), c.req.valid('query')), 200))
    .openapi(rankings, async (c) => c.json(await ask.askRankings(asked(c), c.req.valid('query')), 200))
    .openapi(compare, async (c) => c.json(await ask.askComparison(asked(c), c.req.valid('query')), 200))
    .openapi(findings, async (c) => c.json(await ask.askFindings(asked(c), c.req.valid('query')), 200))
    .openapi(cuts, (c) => c.json(ask.askCuts(asked(c)), 200))
    .openapi(places, (c) => c.json(ask.askPlaces(asked(c)), 200))
    .openapi(place, async (c) => c.json(await ask.askPlace(asked(c), c.req.valid('param')), 200))
    .openapi(placeSeries, async (c) =>
      c.json(await ask.askPlaceSeries(asked(c), c.req.valid('param'), c.req.valid('query')), 200),
    )
    .openapi(search, async (c) => c.json(await ask.askSearch(asked(c), c.req.valid('query')), 200))
}
