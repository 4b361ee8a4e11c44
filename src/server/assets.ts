import { readFile } from 'node:fs/promises'

/** A file of the page that the server hands out. */
export interface Asset {
  readonly type: string
  readonly body: string
}

const ASSETS: Readonly<Record<string, string>> = {
  'page.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
}

/**
 * Where the files are, the best place first: beside the bundle that this module has become part of, else in the sources (run as they
 * are, without a bundle), else in the build that stands beside the sources.
 */
const FOLDERS = ['./web/', '../web/browser/', '../../build/web/']

/**
 * Everything under /assets/, by name, read once at the start: no request ever becomes a path. Without the built script the page works
 * as plain forms.
 */
export async function loadAssets(): Promise<ReadonlyMap<string, Asset>> {
  const assets = new Map<string, Asset>()
  for (const [name, type] of Object.entries(ASSETS)) {
    const body = await readAsset(name)
    if (body !== null) assets.set(name, { type, body })
  }
  return assets
}

/** The text of the style sheet, for the self-contained report. Throws when it is not installed. */
export async function readStyle(): Promise<string> {
  const style = await readAsset('style.css')
  if (style === null) throw new Error('style.css is not installed: run the build')
  return style
}

async function readAsset(name: string): Promise<string | null> {
  for (const folder of FOLDERS) {
    try {
      return await readFile(new URL(folder + name, import.meta.url), 'utf8')
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
  return null
}
