/** One choice of a code picker. */
export interface Choice {
  /** What is written in the cell. */
  readonly value: string
  /** Its name without the code. */
  readonly name: string
  /** Initials of its name in pinyin: 行政运行 is xzyx. */
  readonly pinyin: string
  /** Its name in pinyin without tones: xingzhengyunxing. */
  readonly full: string
}

/** The choices that fit what was typed: by code, by words of the name, by initials or by pinyin; the nearest first. */
export function findChoices(choices: readonly Choice[], typed: string, most = 50): readonly Choice[] {
  const asked = typed.trim().toLowerCase()
  if (asked === '') return choices.slice(0, most)
  const ranked: { readonly choice: Choice; readonly rank: number; readonly order: number }[] = []
  choices.forEach((choice, order) => {
    const rank = rankOf(choice, asked)
    if (rank !== null) ranked.push({ choice, rank, order })
  })
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.order - b.order)
    .slice(0, most)
    .map(({ choice }) => choice)
}

function rankOf({ value, name, pinyin, full }: Choice, asked: string): number | null {
  if (value.toLowerCase() === asked || name.toLowerCase() === asked) return 0
  if (value.toLowerCase().startsWith(asked)) return 1
  if (name.toLowerCase().startsWith(asked)) return 2
  if (pinyin === asked || full === asked.replaceAll(' ', '')) return 3
  if (pinyin.startsWith(asked)) return 4
  if (full.startsWith(asked.replaceAll(' ', ''))) return 5
  if (value.toLowerCase().includes(asked)) return 6
  if (pinyin.includes(asked)) return 7
  if (full.includes(asked.replaceAll(' ', ''))) return 8
  // 水 费 finds 水费 and 水电费: every word in any order.
  const words = asked.split(/\s+/u)
  return words.length > 1 && words.every((word) => value.toLowerCase().includes(word)) ? 9 : null
}
