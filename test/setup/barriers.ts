import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/**
 * What axe finds on a page and in the documents that it frames, each as its rule and the elements. A document in a sandbox has no timers, on which axe waits for
 * minutes or for ever: it is opened by itself, and of its frame only the title is asked.
 */
export async function barriersOf(page: Page): Promise<string[]> {
  const found = await violationsOf(page)
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
      for (const each of await violationsOf(alone)) found.push(`in ${new URL(address).pathname}: ${each}`)
    } finally {
      await alone.close()
    }
  }
  return found
}

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').withTags(RULES).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}
