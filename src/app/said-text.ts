/** What somebody wrote in a field of words, as it is kept: forms send line ends as two characters, and the limit that a browser counts has them as one. */
export function saidText(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\r\n', '\n').toWellFormed().trim()
}
