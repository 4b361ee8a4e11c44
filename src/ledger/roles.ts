import type { Words } from '../budget/finding.ts'

/** What a person may be allowed to do beyond what everybody may: reading what is public. */
export const DUTIES = [
  'import',
  'read-withheld',
  'withhold',
  'see-audit',
  'see-users',
  'manage-users',
  'change-settings',
  'manage-organisations',
  'compile',
] as const
export type Duty = (typeof DUTIES)[number]

/** Roles that hold in the whole program. */
export const PROGRAM_ROLES = ['administrator', 'importer', 'publisher', 'reviewer', 'auditor'] as const
export type ProgramRole = (typeof PROGRAM_ROLES)[number]

/** Roles that are held at one organisation, and reach it and all below it: the posts of the budget's way (二上二下). */
export const POST_ROLES = [
  'unit-clerk',
  'unit-head',
  'department-finance',
  'bureau-business',
  'bureau-budget',
  'bureau-performance',
  'secrecy-review',
  'budget-publisher',
  'budget-auditor',
] as const
export type PostRole = (typeof POST_ROLES)[number]

export const ROLE_IDS = [...PROGRAM_ROLES, ...POST_ROLES] as const
export type RoleId = (typeof ROLE_IDS)[number]

/** At which kind of organisation a post can stand. */
export type OrganisationKind = 'division' | 'department' | 'unit'

/** A set of duties that is given to a person as one. Nobody has a duty but by a role. */
export interface Role {
  readonly id: RoleId
  readonly name: Words
  readonly about: Words
  readonly duties: readonly Duty[]
  /** Where a post with this role can be; a role without it holds in the whole program. */
  readonly at?: readonly OrganisationKind[]
}

/**
 * The one description of who may do what. Routes ask it, the database's roles and policies are made from it (`store/access`), and the pages and the
 * documentation print it.
 */
export const ROLES: readonly Role[] = [
  {
    id: 'administrator',
    name: { zh: '管理员', en: 'Administrator' },
    about: {
      zh: '邀请人员、分派角色、停用账户、修改设置。不因此而能撤下或发布文件。',
      en: 'Invites people, gives roles, disables accounts, changes settings. May not withhold or publish by that.',
    },
    duties: ['see-users', 'manage-users', 'change-settings', 'manage-organisations'],
  },
  {
    id: 'importer',
    name: { zh: '录入员', en: 'Importer' },
    about: { zh: '把公开文件交给系统读入。', en: 'Hands in disclosures to be taken into the store.' },
    duties: ['import'],
  },
  {
    id: 'publisher',
    name: { zh: '发布员', en: 'Publisher' },
    about: {
      zh: '撤下已公开的文件（须写明理由），或重新发布。',
      en: 'Withholds what is public, with a reason, and publishes it again.',
    },
    duties: ['withhold', 'read-withheld'],
  },
  {
    id: 'reviewer',
    name: { zh: '复核员', en: 'Reviewer' },
    about: { zh: '查看未公开的文件及其理由，不能改动。', en: 'Sees what is withheld and why, and changes nothing.' },
    duties: ['read-withheld'],
  },
  {
    id: 'auditor',
    name: { zh: '审计员', en: 'Auditor' },
    about: { zh: '查看审计记录、人员和角色，不能改动。', en: 'Sees the audit trail, people and roles, and changes nothing.' },
    duties: ['see-audit', 'see-users'],
  },
  {
    id: 'unit-clerk',
    name: { zh: '单位经办', en: 'Unit clerk' },
    about: { zh: '编制本单位的预算、决算和项目，提交审核。', en: 'Writes the budget, final account and projects of a unit.' },
    duties: ['compile'],
    at: ['unit'],
  },
  {
    id: 'unit-head',
    name: { zh: '单位负责人', en: 'Head of the unit' },
    about: { zh: '审核本单位的预算，同意上报或退回。', en: "Reviews the unit's budget: hands it on or returns it." },
    duties: ['compile'],
    at: ['unit'],
  },
  {
    id: 'department-finance',
    name: { zh: '主管部门财务', en: 'Department finance' },
    about: {
      zh: '审核所属单位、汇总部门预算、批复单位。',
      en: 'Reviews its units, brings them together, passes the approval on to them.',
    },
    duties: ['compile'],
    at: ['department'],
  },
  {
    id: 'bureau-business',
    name: { zh: '财政业务处（归口）', en: 'Bureau: business desk' },
    about: { zh: '审核归口部门的预算和项目入库。', en: 'Reviews the budgets of its departments, and projects for the library.' },
    duties: ['compile'],
    at: ['division', 'department'],
  },
  {
    id: 'bureau-budget',
    name: { zh: '财政预算处', en: 'Bureau: budget desk' },
    about: {
      zh: '布置预算、下达控制数、汇编、登记人大批准、批复部门。',
      en: 'Opens the cycle, issues control figures, compiles, records what the congress approved, approves departments.',
    },
    duties: ['compile'],
    at: ['division'],
  },
  {
    id: 'bureau-performance',
    name: { zh: '财政绩效处', en: 'Bureau: performance desk' },
    about: { zh: '审核绩效目标，查看执行中的绩效。', en: 'Reviews performance targets, and follows them through the year.' },
    duties: ['compile'],
    at: ['division'],
  },
  {
    id: 'secrecy-review',
    name: { zh: '保密审查', en: 'Secrecy review' },
    about: {
      zh: '公开前审查（政府信息公开条例第十七条），同意公开或退回。',
      en: 'Looks at what is to be published before it is (政府信息公开条例 art. 17).',
    },
    duties: ['compile'],
    at: ['division', 'department', 'unit'],
  },
  {
    id: 'budget-publisher',
    name: { zh: '公开经办', en: 'Publisher of budgets' },
    about: { zh: '公开已批复并通过保密审查的版本，发布更正。', en: 'Publishes what was approved and cleared, and corrections.' },
    duties: ['compile'],
    at: ['division', 'department', 'unit'],
  },
  {
    id: 'budget-auditor',
    name: { zh: '预算监督（人大、审计）', en: 'Budget auditor (congress, audit office)' },
    about: { zh: '查看预算、版本和历史，不能改动。', en: 'Sees budgets, their versions and history, and changes nothing.' },
    duties: ['compile'],
    at: ['division', 'department', 'unit'],
  },
]

/** Whether it is a role that is given to a person in the whole program. */
export function isProgramRole(id: string): id is ProgramRole {
  return (PROGRAM_ROLES as readonly string[]).includes(id)
}

/** The role among those that a person holds that carries a duty; null where none does. */
export function roleFor(held: readonly RoleId[], duty: Duty): RoleId | null {
  return ROLES.find((role) => held.includes(role.id) && role.duties.includes(duty))?.id ?? null
}

export function roleOf(id: RoleId): Role {
  const role = ROLES.find((each) => each.id === id)
  if (role === undefined) throw new Error(`no role ${id}`)
  return role
}

export function isPostRole(id: string): id is PostRole {
  return (POST_ROLES as readonly string[]).includes(id)
}
