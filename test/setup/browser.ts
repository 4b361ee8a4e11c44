import { type Browser, chromium } from 'playwright-core'
import { findChromium, installCommand } from '../../scripts/system-packages.mjs'

/** Flags for a Chromium that runs as root, without a screen and without calling home. */
export const LAUNCH_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The path of the Chromium that the tests use, or null where there is none. */
export function chromiumPath(): string | null {
  return findChromium()
}

/**
 * Why browser tests are skipped, null where they run: `describe.skipIf(skipReason() !== null)('…')`.
 * @throws where `CI=true` says that nothing may be skipped
 */
export function skipReason(): string | null {
  if (chromiumPath() !== null) return null
  const reason = `Browser tests need Chromium: sudo ${installCommand(['chromium'])}, or set MINGZHANG_CHROMIUM to its path`
  if (process.env['CI'] === 'true') throw new Error(reason)
  return reason
}

/** A new browser with a fresh profile. Whoever launches it closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error(skipReason() ?? 'no Chromium')
  // Without a UTF-8 locale Chromium cannot name a file in Chinese, and saves it as `download`.
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
  return await chromium.launch({ executablePath, args: [...LAUNCH_FLAGS], env: { ...env, LC_ALL: 'C.UTF-8' } })
}
