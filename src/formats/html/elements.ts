/** Elements whose content is not printed. */
export const UNPRINTED: ReadonlySet<string> = new Set(
  ['head script style noscript template title svg math object iframe select textarea button audio video canvas'].flatMap((s) =>
    s.split(' '),
  ),
)

/** Elements that begin and end a paragraph. All others run on in the line. */
export const BLOCKS: ReadonlySet<string> = new Set(
  [
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form',
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table ul',
    'caption tbody thead tfoot tr td th',
  ].flatMap((s) => s.split(' ')),
)

const HIDDEN_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/iu

/** Whether an element with these attributes is hidden with all that is in it. */
export function isHidden(attributes: readonly { readonly name: string; readonly value: string }[]): boolean {
  for (const { name, value } of attributes) {
    if (name === 'hidden') return true
    if (name === 'style' && HIDDEN_STYLE.test(value)) return true
  }
  return false
}
