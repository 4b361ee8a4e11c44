// How soon the desk is open: a page that a browser never saw, and the same page again, whose files it has kept.
import type { Browser } from 'playwright-core'
import { median } from './median.ts'

/** Milliseconds from the navigation's beginning, by the page's own clock. */
export interface Opening {
  /** The page is there, with the budget in it. */
  readonly page: number
  /** Its script begins: files are fetched and compiled. */
  readonly script: number
  /** The grid is in the page, its first proof beside it, and keys are listened to. */
  readonly grid: number
  /** It is on the screen, and the thread is free. */
  readonly seen: number
}

const READ = `(async () => {
  const mark = (name) => performance.getEntriesByName(name)[0]?.startTime
  while (mark('desk-seen') === undefined) await new Promise((done) => setTimeout(done, 20))
  const page = performance.getEntriesByType('navigation')[0].responseEnd
  return { page, script: mark('desk-script'), grid: mark('desk-grid'), seen: mark('desk-seen') }
})()`

/** Medians of so many openings, each in a browser profile of its own. */
export async function measureOpening(
  browser: Browser,
  address: string,
  times: number,
): Promise<{ readonly first: Opening; readonly again: Opening }> {
  const first: Opening[] = []
  const again: Opening[] = []
  for (let i = 0; i < times; i++) {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    for (const openings of [first, again]) {
      await page.goto(address)
      openings.push((await page.evaluate(READ)) as Opening)
    }
    await context.close()
  }
  return { first: middle(first), again: middle(again) }
}

function middle(openings: readonly Opening[]): Opening {
  const of = (key: keyof Opening): number => median(openings.map((opening) => opening[key]))
  return { page: of('page'), script: of('script'), grid: of('grid'), seen: of('seen') }
}
