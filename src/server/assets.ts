import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** A file of the page that the server hands out. */
export interface Asset {
  readonly type: string
  readonly body: string
  /** Of the content: the address with it never means anything else. */
  readonly version: string
}

/** Name → type and the files that it is put together from, in this order. */
const ASSETS: Readonly<Record<string, { readonly type: string; readonly parts: readonly string[] }>> = {
  'page.js': { type: 'text/javascript; charset=utf-8', parts: ['page.js'] },
  'style.css': {
    type: 'text/css; charset=utf-8',
    parts: ['base.css', 'result.css', 'findings.css', 'paper.css', 'pictures.css', 'adapt.css'],
  },
  'account.css': { type: 'text/css; charset=utf-8', parts: ['account.css'] },
  'desk-frame.css': { type: 'text/css; charset=utf-8', parts: ['desk-frame.css', 'desk-tables.css', 'choices.css'] },
  'review.css': { type: 'text/css; charset=utf-8', parts: ['review.css'] },
  'desk.css': {
    type: 'text/css; charset=utf-8',
    parts: ['base.css', 'desk-grid.css', 'choices.css', 'desk-proof.css', 'desk.css'],
  },
  'desk.js': { type: 'text/javascript; charset=utf-8', parts: ['desk.js'] },
  'pickers.js': { type: 'text/javascript; charset=utf-8', parts: ['pickers.js'] },
  'desk-worker.js': { type: 'text/javascript; charset=utf-8', parts: ['desk-worker.js'] },
  'portal.css': {
    type: 'text/css; charset=utf-8',
    parts: [
      'base.css',
      'result.css',
      'paper.css',
      'pictures.css',
      'portal.css',
      'portal-views.css',
      'portal-parts.css',
      'adapt.css',
    ],
  },
  'icon.svg': { type: 'image/svg+xml', parts: ['icon.svg'] },
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
  for (const [name, { type, parts }] of Object.entries(ASSETS)) {
    const body = await readParts(parts)
    if (body !== null) assets.set(name, makeAsset(type, body))
  }
  return assets
}

export function makeAsset(type: string, body: string): Asset {
  return { type, body, version: createHash('sha256').update(body).digest('hex').slice(0, 16) }
}

/** Where a page finds a file: with its version, so that browsers keep it and never keep an old one. */
export function assetAddress(assets: ReadonlyMap<string, Asset>, name: string): string {
  return versioned(`/assets/${name}`, assets.get(name))
}

/** An address with the version of what it gives, or is made from. */
export function versioned(address: string, asset: Asset | undefined): string {
  return asset === undefined ? address : `${address}?v=${asset.version}`
}

/** For how long a browser may keep what was asked for as `asked`: for ever with its own version, else it asks whether it is still the same. */
export function cachingOf(asset: Asset | undefined, asked: string | undefined, whose: 'public' | 'private' = 'public'): string {
  return asset !== undefined && asked === asset.version ? `${whose}, max-age=31536000, immutable` : 'no-cache'
}

/** The text of the style sheet, for the self-contained report. Throws when it is not installed. */
export async function readStyle(): Promise<string> {
  const style = await readParts(ASSETS['style.css']?.parts ?? [])
  if (style === null) throw new Error('the style sheets are not installed: run the build')
  return style
}

/** The parts joined; null where one is missing. */
async function readParts(parts: readonly string[]): Promise<string | null> {
  const texts = await Promise.all(parts.map(readPart))
  return texts.every((text) => text !== null) ? texts.join('') : null
}

async function readPart(name: string): Promise<string | null> {
  for (const folder of FOLDERS) {
    try {
      return await readFile(new URL(folder + name, import.meta.url), 'utf8')
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
  return null
}
