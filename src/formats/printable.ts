/**
 * Characters that neither XML nor HTML can carry (controls, halves of surrogate pairs, non-characters) are left out: one of them would make
 * the whole file unreadable.
 */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to be dropped
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu, '')
}
