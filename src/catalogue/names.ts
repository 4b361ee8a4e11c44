/**
 * Printed names of budget lines, made comparable. What is typography goes (white space, width, ordinals, a code in front);
 * what is wording stays, so that two names that differ afterwards are different words.
 */

const ORDINAL = /^(?:[（(][一二三四五六七八九十百零〇\d]+[）)]|[一二三四五六七八九十百零〇]+[、.．,，]|\d{1,2}[、.．](?!\d))/u
const CODE = /^[[【(（]?\d{3,9}[\]】)）]?[-—－_:：]?(?=\D)/u
/** The level of a code, as some tables print it after the name. */
const LEVEL = /（[类款项]）$/u
const INCLUDING = /^(?:其中|包括)[:：]/u

/** A name without white space, with full-width （）and narrow digits, without a leading `其中：`, ordinal (`一、`, `（二）`) or code, or level (`（款）`) behind it. */
export function normaliseName(printed: string): string {
  let name = printed.replace(/[\s\u200b\ufeff]+/gu, '')
  name = name.replace(INCLUDING, '').replace(ORDINAL, '').replace(CODE, '')
  return name
    .replace(/[(（﹙]/gu, '（')
    .replace(/[)）﹚]/gu, '）')
    .replace(LEVEL, '')
    .replace(/[“”"'‘’「」]/gu, '')
    .replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[,，]/gu, '、')
}

/** The name of a class (类) without the `支出` that some tables print after it and others leave out. */
export function classStem(normalised: string): string {
  return normalised.length > 2 && normalised.endsWith('支出') ? normalised.slice(0, -2) : normalised
}
