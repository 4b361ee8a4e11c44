import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is asked of a page: of a printed document only the rules of WCAG, since its headings are its publisher's; of ours also what is good practice. */
interface Asked {
  readonly of?: 'page' | 'document'
  readonly except?: readonly string[]
}

/**
 * What axe finds on a page and in the documents that it frames, each as its rule and the elements. A document in a sandbox has no timers, on which axe waits for
 * minutes or for ever: it is opened by itself, and of its frame only the title is asked.
 */
export async function barriersOf(page: Page, asked: Asked = {}): Promise<string[]> {
  const found = await violationsOf(page, asked)
  const untitled = await page.locator('iframe:not([title]), iframe[title=""]').count()
  if (untitled > 0) found.push(`frame-title: ${untitled}`)
  for (const address of new Set(
    page
      .frames()
      .slice(1)
      .map((frame) => frame.url()),
  )) {
    const alone = await page.context().newPage()
    try {
      await alone.setViewportSize(page.viewportSize() ?? { width: 1366, height: 768 })
      await alone.goto(address)
      for (const each of await violationsOf(alone, { of: 'document' })) found.push(`in ${new URL(address).pathname}: ${each}`)
    } finally {
      await alone.close()
    }
  }
  return found
}

async function violationsOf(page: Page, { of = 'page', except = [] }: Asked): Promise<string[]> {
  // In one run on the page, and only what is wrong carried out of it: three times faster on a page of 4,000 elements, with the same rules.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude('iframe')
  const { violations } = await axe
    .withTags(of === 'page' ? [...WCAG, 'best-practice'] : WCAG)
    .disableRules([...except])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.html}`).join(', ')}`)
}
