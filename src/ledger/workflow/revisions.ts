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
  const decisions = events.filter(({ kind }) => kind === 'adjustment-approved').toSorted((a, b) => (a.day < b.day ? -1 : 1))
  if (decisions.length === 0)
    return { zh: '还没有登记人大常委会批准预算调整。', en: 'Not recorded yet: the approval of the adjustment.' }
  const spent = new Set(
    earlierAdjustments(moves).flatMap((said) => {
      const named = namedIn(said, decisions)
      // An approval that names none is older than this rule: then the first that was recorded was enough.
      return (named.length > 0 ? named : decisions.slice(0, 1)).map((each) => bare(each.document))
    }),
  )
  const free = decisions.filter((each) => !spent.has(bare(each.document)))
  const numbers = (of: readonly RecordedEvent[]): string => [...new Set(of.map((each) => each.document))].join('、')
  if (free.length === 0)
    return {
      zh: `已登记的人大常委会决定（${numbers(decisions)}），这份预算都已据以调整过。再次调整须另有决定，请先登记。`,
      en: `This budget has been adjusted by every decision that is recorded (${numbers(decisions)}): another adjustment needs another decision. Record it first.`,
    }
  if (document === null) return null
  const [named] = namedIn(document, free)
  return (
    say(
      named !== undefined,
      `文号中还要写明批准这次调整的人大常委会决定，例如“${document}（${free[0]?.document ?? ''}）”。可用的决定：${numbers(free)}。`,
      `The number has to name the decision of the standing committee as well, as in "${document} (${free[0]?.document ?? ''})". Decisions that can be used: ${numbers(free)}.`,
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
