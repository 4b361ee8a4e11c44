import { FEN_PER_UNIT, type Fen, printFen } from '../../budget/amount.ts'
import type { Language } from '../language.ts'

const YUAN = FEN_PER_UNIT['元'] ?? 100
const WAN = FEN_PER_UNIT['万元'] ?? 1_000_000
const YI = FEN_PER_UNIT['亿元'] ?? 10_000_000_000

/** A figure for the eye: at most two decimals in the unit that keeps it short. */
export interface ShortMoney {
  readonly figure: string
  readonly unit: string
  /** False where digits were left off: it is then called about so much. */
  readonly exact: boolean
}

/** 1.90 亿元, 18.98 万元, 4,800 元; in English ¥189.77 million, ¥4,800. */
export function shortMoney(fen: Fen, language: Language): ShortMoney {
  const size = Math.abs(fen)
  const [unit, zh, en] =
    language === 'zh'
      ? size >= YI
        ? [YI, '亿元', '']
        : size >= WAN
          ? [WAN, '万元', '']
          : [YUAN, '元', '']
      : size >= 1_000_000_000 * YUAN
        ? [1_000_000_000 * YUAN, '', 'billion']
        : size >= 1_000_000 * YUAN
          ? [1_000_000 * YUAN, '', 'million']
          : [YUAN, '', '']
  // Half up in integers: no float touches an amount.
  const step = unit / 100
  const hundredths = Math.floor((size + step / 2) / step)
  const exact = hundredths * step === size
  const figure = `${fen < 0 ? '−' : ''}${grouped(printFen(hundredths * step, unit, 2, unit === YUAN))}`
  return language === 'zh' ? { figure, unit: zh, exact } : { figure: `¥${figure}`, unit: en, exact }
}

/** The whole amount in 万元 (Chinese) or yuan (English), with as many decimals as it needs and its unit. */
export function exactMoney(fen: Fen, language: Language): string {
  return language === 'zh' ? `${tableMoney(fen, language)} 万元` : `¥${tableMoney(fen, language)}`
}

/** The same without its unit, for tables whose heading says it. */
export function tableMoney(fen: Fen, language: Language): string {
  const text = language === 'zh' ? printFen(fen, WAN, 2) : printFen(fen, YUAN, 0)
  return grouped(text).replace('-', '−')
}

/** A share in per cent with one decimal; empty where there is nothing to take it of. */
export function share(part: Fen, whole: Fen): string {
  return whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)}%`
}

/** 12345678 → 12,345,678. */
export function grouped(text: string | number): string {
  const [whole = '', fraction] = String(text).split('.')
  const with_ = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')
  return fraction === undefined ? with_ : `${with_}.${fraction}`
}
