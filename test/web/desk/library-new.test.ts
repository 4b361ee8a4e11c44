import { expect, test } from 'vitest'
import { renderNewProject } from '../../../src/web/desk/library-project-page.ts'

const VIEW = { language: 'zh', path: null, person: { name: '甲' }, posts: [] } as const
const BLANK = { texts: { project: {}, indicators: [], since: '2027', estimates: [] }, problems: [] } as const
const UNITS = [
  { organisation: 6, name: '甲局本级' },
  { organisation: 9, name: '甲局"中心"' },
] as const

test('who is the clerk of several units sees for which a project is made, and may take another', () => {
  const page = renderNewProject(VIEW, BLANK, 2027, { units: UNITS, chosen: 9 })
  expect(page).toMatch(/<a href="\/desk\/library\/new\?unit=6">甲局本级<\/a>/u)
  expect(page).toMatch(/<a href="\/desk\/library\/new\?unit=9" aria-current="page">甲局&quot;中心&quot;<\/a>/u)
  expect(page).toMatch(/action="\/desk\/library\/new\?unit=9/u)
})

test('with one unit there is nothing to choose', () => {
  expect(renderNewProject(VIEW, BLANK, 2027, { units: UNITS.slice(0, 1), chosen: 6 })).not.toContain('甲局本级')
})
