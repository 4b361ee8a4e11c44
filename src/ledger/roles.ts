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
] as const
export type Duty = (typeof DUTIES)[number]

export const ROLE_IDS = ['administrator', 'importer', 'publisher', 'reviewer', 'auditor'] as const
export type RoleId = (typeof ROLE_IDS)[number]

/** A set of duties that is given to a person as one. Nobody has a duty but by a role. */
export interface Role {
  readonly id: RoleId
  readonly name: Words
  readonly about: Words
  readonly duties: readonly Duty[]
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
    duties: ['see-users', 'manage-users', 'change-settings'],
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
]

export function isRole(id: string): id is RoleId {
  return (ROLE_IDS as readonly string[]).includes(id)
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
