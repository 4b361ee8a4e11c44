import type { Words } from '../../budget/finding.ts'
import type { GuardContext, RecordedEvent } from './guards.ts'
import { notBefore, say } from './refusals.ts'
import type { TransitionId } from './transition-ids.ts'

/** The steps that begin a revision: the newest says which kind is under way. */
const REVISIONS: readonly TransitionId[] = ['begin-virement', 'begin-supplement', 'begin-adjustment']
const ADJUSTMENT: TransitionId = 'begin-adjustment'

/** Which kind of revision is under way: the step that began it. */
export function revisionOf({ moves }: Pick<GuardContext, 'moves'>): TransitionId | null {
  return moves.findLast(({ transition }) => REVISIONS.includes(transition))?.transition ?? null
}

/** The decisions that the approval of an adjustment may name, of which it has to name one. */
export interface DecisionToName {
  /** Numbers of their documents, the earliest first. */
  readonly documents: readonly string[]
  /** How the approval names one. */
  readonly hint: Words
}

/** Null where what is under way names no decision, or none is left to be named: then the guard says why. */
export function decisionToName(context: Pick<GuardContext, 'moves' | 'events'>): DecisionToName | null {
  if (revisionOf(context) !== ADJUSTMENT) return null
  const documents = distinct(decisionsOf(context).free)
  const [first] = documents
  if (first === undefined) return null
  const example = withDecision('某财预〔2026〕31号', first)
  return {
    documents,
    hint: {
      zh: `批准调整的文号要写明所依据的决定：选定的决定会加在文号后面，如“${example}”。`,
      en: `The number of the approval names the decision that it rests on: the one that is chosen is added to it, as in "${example}".`,
    },
  }
}

/** The number of an approval with that of the decision that it rests on; as it is where it names that already, or is missing itself. */
export function withDecision(document: string, decision: string): string {
  const isWhole = document.trim() === '' || decision === '' || bare(document).includes(bare(decision))
  return isWhole ? document : `${document}（${decision}）`
}

/** The decisions of a year, the earliest first, and those of them that no earlier adjustment of this budget has used up. */
function decisionsOf({ moves, events }: Pick<GuardContext, 'moves' | 'events'>): {
  readonly all: readonly RecordedEvent[]
  readonly free: readonly RecordedEvent[]
} {
  const all = events.filter(({ kind }) => kind === 'adjustment-approved').toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const spent = new Set(
    earlierAdjustments(moves).flatMap((said) => {
      const named = namedIn(said, all)
      // An approval that names none is older than this rule: then the first that was recorded was enough.
      return (named.length > 0 ? named : all.slice(0, 1)).map((each) => bare(each.document))
    }),
  )
  return { all, free: all.filter((each) => !spent.has(bare(each.document))) }
}

function distinct(events: readonly RecordedEvent[]): readonly string[] {
  return [...new Set(events.map(({ document }) => document))]
}

/**
 * That an adjustment rests on a decision of the standing committee which is its own: the approval names the decision's number beside that of its own document,
 * and no earlier adjustment of this budget has used it up. Many budgets may rest on one decision.
 */
export function judgeDecision({
  moves,
  events,
  day,
  document,
}: Pick<GuardContext, 'moves' | 'events' | 'day' | 'document'>): Words | null {
  const { all, free } = decisionsOf({ moves, events })
  if (all.length === 0)
    return { zh: '还没有登记人大常委会批准预算调整。', en: 'Not recorded yet: the approval of the adjustment.' }
  const numbers = (of: readonly RecordedEvent[]): string => distinct(of).join('、')
  if (free.length === 0)
    return {
      zh: `已登记的人大常委会决定（${numbers(all)}），这份预算都已据以调整过。再次调整须另有决定，请先登记。`,
      en: `This budget has been adjusted by every decision that is recorded (${numbers(all)}): another adjustment needs another decision. Record it first.`,
    }
  if (document === null) return null
  const [named] = namedIn(document, free)
  return (
    say(
      named !== undefined,
      `文号中还要写明批准这次调整的人大常委会决定，例如“${withDecision(document, free[0]?.document ?? '')}”。可用的决定：${numbers(free)}。`,
      `The number has to name the decision of the standing committee as well, as in "${withDecision(document, free[0]?.document ?? '')}". Decisions that can be used: ${numbers(free)}.`,
    ) ?? notBefore(day, named?.day ?? null, '人大常委会批准预算调整', 'the approval of the adjustment')
  )
}

/** What the approvals of adjustments say of their documents, the one under way not among them. */
function earlierAdjustments(moves: GuardContext['moves']): readonly string[] {
  return moves.flatMap(({ transition, document = '' }, i) =>
    transition === 'approve-revision' && revisionOf({ moves: moves.slice(0, i) }) === ADJUSTMENT ? [document] : [],
  )
}

function namedIn(said: string, decisions: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return decisions.filter((each) => bare(said).includes(bare(each.document)))
}

/** Numbers of documents are typed with one bracket or another, and with spaces. */
function bare(document: string): string {
  return document
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[〔[【]/gu, '(')
    .replace(/[〕\]】]/gu, ')')
}
