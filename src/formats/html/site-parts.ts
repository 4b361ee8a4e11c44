import type { DefaultTreeAdapterTypes } from 'parse5'
import { BLOCKS } from './elements.ts'
import type { Measure, Measured } from './measure.ts'

type Element = DefaultTreeAdapterTypes.Element

const NEVER: ReadonlySet<string> = new Set(['html', 'body', 'main', 'article', 'tbody', 'thead', 'tfoot', 'tr', 'caption', 'hr'])
const ROLES = /^(?:navigation|contentinfo|search|complementary|menu|menubar|toolbar)$/iu
/** A share of the page's prose beyond which a part is no margin, whatever it calls itself. */
const TOO_MUCH = 0.3

/**
 * Whether a block belongs to the site and not to what is published on it: menus, the path to the page, sharing, lists of other news. Told by
 * what the page itself says of the block (`nav`, `footer`, its role) and by its being made of links; never by a site's names for it. A block with a
 * figure table, with sentences or with words on a budget outside its links is kept: rather a menu too much than a line of the disclosure lost.
 */
export function isSitePart(element: Element, measured: Measured): boolean {
  const tag = element.tagName
  if (!BLOCKS.has(tag) || NEVER.has(tag)) return false
  const measure = measured.of(element)
  if (isIndex(measure)) return true
  if (measure.figures > 0) return false
  const role = element.attrs.find(({ name }) => name === 'role')?.value ?? ''
  if (tag === 'nav' || ROLES.test(role) || tag === 'menu') return isMargin(measure, measured.whole)
  if (tag === 'footer' || tag === 'aside') return measure.tables === 0 && isMargin(measure, measured.whole)
  if (tag === 'header' || role === 'banner') return measure.prose === 0 && measure.files === 0
  return isMadeOfLinks(measure)
}

/** The index above a publication (索引号, 成文日期 …) says when and by whom it was made, and holds nothing of it but its title. */
function isIndex({ labels, figures, files, characters }: Measure): boolean {
  return labels >= 3 && figures <= 1 && files === 0 && characters <= 40 * labels
}

function isMargin(measure: Measure, whole: Measure): boolean {
  return measure.prose <= whole.prose * TOO_MUCH
}

function isMadeOfLinks({ characters, linked, links, files, prose }: Measure): boolean {
  return links >= 2 && files < links && prose === 0 && linked * 2 >= characters
}
