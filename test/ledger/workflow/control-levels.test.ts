import { expect, test } from 'vitest'
import { BLANK_LINE } from '../../../src/ledger/ledger.ts'
import { levelLines, sumLevels, totalLevel } from '../../../src/ledger/workflow/control-levels.ts'

const line = (economic: string, amount: number, project = '') => ({ ...BLANK_LINE, fund: 'general', economic, amount, project })
const figure = (nature: string, amount: number, project = '') => ({ fund: 'general', nature, project, amount })

test('asked, control and planned stand beside each other; what nobody has said yet is not zero', () => {
  const before = levelLines(null, [line('30101', 700)], [])
  expect(before).toEqual([
    { fund: 'general', nature: 'personnel', project: '', asked: null, control: null, planned: 700, left: null },
  ])
  const after = levelLines(
    [line('30101', 900), line('30201', 50, '甲')],
    [line('30101', 700)],
    [figure('personnel', 800), figure('project', 40)],
  )
  expect(after).toEqual([
    { fund: 'general', nature: 'personnel', project: '', asked: 900, control: 800, planned: 700, left: 100 },
    { fund: 'general', nature: 'project', project: '', asked: 50, control: 40, planned: 0, left: 40 },
  ])
})

test('what is planned under no figure is too much once there are figures', () => {
  const [, running] = levelLines([], [line('30101', 700), line('30201', 30)], [figure('personnel', 800)])
  expect(running).toMatchObject({ nature: 'running', asked: 0, control: 0, planned: 30, left: -30 })
})

test('units are added up by fund and kind; those without a figure do not count against one', () => {
  const units = [
    levelLines([], [line('30201', 60, '甲')], [figure('project', 100)]),
    levelLines(null, [line('30201', 500, '乙')], []),
  ]
  const sum = sumLevels(units)
  expect(sum).toEqual([{ fund: 'general', nature: 'project', project: '', asked: 0, control: 100, planned: 560, left: 40 }])
  expect(totalLevel(sum)).toMatchObject({ planned: 560, left: 40 })
  expect(totalLevel([])).toMatchObject({ asked: null, control: null, planned: 0, left: null })
})
