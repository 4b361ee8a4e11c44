import type { Words } from '../budget/finding.ts'

/** Kinds of people that a unit's basic expenditure is counted from (基础信息：人员), in the order in which they are listed. */
export const PERSON_KIND_IDS = ['administrative', 'like-civil-service', 'institution', 'veteran', 'retired', 'other'] as const
export type PersonKindId = (typeof PERSON_KIND_IDS)[number]

export interface PersonKind {
  readonly id: PersonKindId
  /** The first is what a ledger writes. */
  readonly name: Words
  /** Other words for it in print. */
  readonly also: readonly string[]
  /** They work there now and stand on authorised posts (编制). */
  readonly serving: boolean
}

export const PERSON_KINDS: readonly PersonKind[] = [
  {
    id: 'administrative',
    name: { zh: '行政编制', en: 'administrative posts' },
    also: ['行政', '公务员', '行政人员'],
    serving: true,
  },
  {
    id: 'like-civil-service',
    name: { zh: '参公编制', en: 'posts managed like the civil service' },
    also: ['参公', '参照公务员法管理', '参公人员'],
    serving: true,
  },
  {
    id: 'institution',
    name: { zh: '事业编制', en: 'posts of institutions' },
    also: ['事业', '事业人员'],
    serving: true,
  },
  { id: 'veteran', name: { zh: '离休', en: 'retired veterans' }, also: ['离休人员'], serving: false },
  { id: 'retired', name: { zh: '退休', en: 'retired' }, also: ['退休人员'], serving: false },
  { id: 'other', name: { zh: '其他', en: 'other' }, also: ['其他人员', '编外人员'], serving: false },
]

const BY_ID = new Map(PERSON_KINDS.map((kind) => [kind.id, kind]))
const BY_WORD = new Map(PERSON_KINDS.flatMap((kind) => [kind.id, kind.name.zh, ...kind.also].map((word) => [word, kind.id])))

export function personKind(id: PersonKindId): PersonKind {
  const found = BY_ID.get(id)
  if (found === undefined) throw new Error(`no kind of people ${id}`)
  return found
}

/** The kind that a word denotes: its id, its name or another word for it. Null where none does. */
export function personKindOfWord(word: string): PersonKindId | null {
  return BY_WORD.get(word) ?? null
}
