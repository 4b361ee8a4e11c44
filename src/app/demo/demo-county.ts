import type { OrganisationKind, PostRole } from '../../ledger/roles.ts'
import { CIVIL_AFFAIRS_UNITS } from './civil-affairs-units.ts'
import type { DemoUnit } from './demo-unit.ts'
import { EDUCATION_UNITS } from './education-units.ts'
import { WATER_UNITS } from './water-units.ts'

/** The day that it is in the demonstration: the budget of the next year is being drafted. */
export const DEMO_TODAY = '2026-11-27'

export const COUNTY = '青岚县'

export interface DemoDepartment {
  readonly code: string
  readonly name: string
  readonly mission: string
  readonly units: readonly DemoUnit[]
}

const EDUCATION: DemoDepartment = {
  code: '301',
  name: '青岚县教育局',
  mission: '县人民政府主管全县教育工作的部门',
  units: EDUCATION_UNITS,
}
const CIVIL_AFFAIRS: DemoDepartment = {
  code: '302',
  name: '青岚县民政局',
  mission: '县人民政府主管社会事务的部门',
  units: CIVIL_AFFAIRS_UNITS,
}
export const WATER: DemoDepartment = {
  code: '303',
  name: '青岚县水务局',
  mission: '县人民政府主管水行政的部门',
  units: WATER_UNITS,
}
export const DEPARTMENTS: readonly DemoDepartment[] = [EDUCATION, CIVIL_AFFAIRS, WATER]

export interface DemoOrganisation {
  readonly code: string
  readonly name: string
  readonly kind: OrganisationKind
  readonly above: string | null
  readonly details: Readonly<Record<string, string>>
}

export const BUREAU: DemoOrganisation = { code: '139900', name: COUNTY, kind: 'division', above: null, details: {} }

/** A department with its units, as they are added below the county. */
export function organisationsOf({ code, name, units }: DemoDepartment): readonly DemoOrganisation[] {
  return [
    { code, name, kind: 'department', above: COUNTY, details: {} },
    ...units.map(
      (unit): DemoOrganisation => ({
        code: unit.code,
        name: unit.name,
        kind: 'unit',
        above: name,
        details: { kind: unit.kind, grade: unit.grade, funding: '财政拨款' },
      }),
    ),
  ]
}

export interface DemoPerson {
  readonly id: string
  readonly name: string
  /** Roles, each at an organisation; the administrator has none. */
  readonly posts: readonly (readonly [PostRole, string])[]
}

const person = (id: string, name: string, ...posts: DemoPerson['posts']): DemoPerson => ({ id, name, posts })

export const ADMINISTRATOR: DemoPerson = person('zhou', '周海宁')

/** All names are invented. */
export const PEOPLE: readonly DemoPerson[] = [
  person('chen', '陈静', ['unit-clerk', '青岚县教育局（本级）']),
  person('liu', '刘建国', ['unit-head', '青岚县教育局（本级）']),
  person('zhao', '赵敏', ['unit-clerk', '青岚县第一中学']),
  person('sun', '孙立', ['unit-head', '青岚县第一中学']),
  person('he', '何芳', ['unit-clerk', '青岚县特殊教育学校']),
  person('ma', '马晓东', ['unit-head', '青岚县特殊教育学校']),
  person('wu', '吴桂兰', ['department-finance', '青岚县教育局']),
  person('li', '李娜', ['unit-clerk', '青岚县民政局（本级）']),
  person('wang', '王志强', ['unit-head', '青岚县民政局（本级）'], ['unit-head', '青岚县社会福利院']),
  person('qian', '钱丽', ['unit-clerk', '青岚县社会福利院']),
  person('gao', '高峰', ['department-finance', '青岚县民政局']),
  person('lin', '林涛', ['unit-clerk', '青岚县水务局（本级）']),
  person('xie', '谢云', ['unit-clerk', '青岚县河道管理站']),
  person('luo', '罗伟', ['unit-head', '青岚县水务局（本级）'], ['unit-head', '青岚县河道管理站']),
  person('tang', '唐军', ['department-finance', '青岚县水务局']),
  person('cao', '曹阳', ['bureau-business', COUNTY]),
  person('peng', '彭慧', ['bureau-budget', COUNTY]),
  person('zeng', '曾强', ['bureau-performance', COUNTY]),
  person('xu', '许文', ['secrecy-review', COUNTY]),
  person('zheng', '郑凯', ['budget-publisher', COUNTY]),
  person('jiang', '蒋正', ['budget-auditor', COUNTY]),
]
