import { describe, expect, test } from 'vitest'
import { compareControl, plannedAsControl, sumControl } from '../../../src/ledger/workflow/control.ts'
import { line } from '../sample.ts'

const LINES = [
  line({ economic: '30101', amount: 10 }),
  line({ economic: '30201', amount: 5 }),
  line({ economic: '30201', amount: 7, project: '修路' }),
  line({ economic: '30201', amount: 2, project: '绿化' }),
  line({ economic: '30101', amount: 4, fund: 'operating' }),
  // Neither money carried over nor what is not spent stands under a figure.
  line({ economic: '30101', amount: 100, origin: 'carried' }),
  line({ amount: 100, flow: 'carried-forward' }),
]
const figure = (nature: string, amount: number, project = '', fund = 'general') => ({ fund, nature, project, amount })

describe('control figures', () => {
  test('cover what is planned under them; what has none stands under zero', () => {
    const figures = [figure('personnel', 12), figure('running', 5), figure('project', 1), figure('project', 9, '修路')]
    expect(
      compareControl(LINES, figures).map(({ nature, project, fund, planned, left }) => [fund, nature, project, planned, left]),
    ).toEqual([
      ['general', 'personnel', '', 10, 2],
      ['general', 'running', '', 5, 0],
      // A project with a figure of its own does not count under that of all.
      ['general', 'project', '', 2, -1],
      ['general', 'project', '修路', 7, 2],
      ['operating', 'personnel', '', 4, -4],
    ])
  })

  test('made of what is planned leave nothing over and nothing under', () => {
    expect(compareControl(LINES, plannedAsControl(LINES)).map(({ left }) => left)).toEqual([0, 0, 0, 0, 0])
    expect(plannedAsControl([])).toEqual([])
  })

  test('of several units are added up, projects together', () => {
    const one = compareControl(LINES, [figure('project', 20), figure('project', 9, '修路')])
    const other = compareControl(LINES.slice(0, 1), [figure('personnel', 1)])
    const sums = sumControl([one, other])
    expect(sums.find(({ nature, fund }) => nature === 'project' && fund === 'general')).toEqual({
      ...figure('project', 29),
      planned: 9,
      left: 20,
    })
    expect(sums.find(({ nature, fund }) => nature === 'personnel' && fund === 'general')).toEqual({
      ...figure('personnel', 1),
      planned: 20,
      left: -19,
    })
  })
})
