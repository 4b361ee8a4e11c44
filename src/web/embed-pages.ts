import type { Item, PagePicture } from './item.ts'

/** Bytes of all pictures of one report: it is passed on by mail. */
export const PICTURE_LIMIT = 8 * 1024 * 1024

/** Gives a page's PNG, or null where it is not to be had any more. */
export type LoadPage = (item: Item, picture: PagePicture) => Promise<Uint8Array | null>

/**
 * The same items with their pages' pictures inside, as `data:` URIs, so that a report needs nothing else. The gravest findings' pages come first;
 * what is beyond `limit` bytes in all is left out, and the report says so.
 */
export async function embedPages(items: readonly Item[], load: LoadPage, limit = PICTURE_LIMIT): Promise<Item[]> {
  let room = limit
  let full = false
  const embedded: Item[] = []
  for (const item of items) {
    if (!item.ok || item.pages === undefined) {
      embedded.push(item)
      continue
    }
    const pages: PagePicture[] = []
    for (const picture of item.pages) {
      const { href: _, ...bare } = picture
      const png = full ? null : await load(item, picture)
      // After the first that has no room, smaller ones are not tried: what is shown should not depend on chance.
      if (png !== null && png.length > room) full = true
      if (png === null || full) {
        pages.push(bare)
        continue
      }
      room -= png.length
      pages.push({ ...bare, href: dataUri(png) })
    }
    embedded.push({ ...item, pages })
  }
  return embedded
}

function dataUri(png: Uint8Array): string {
  let binary = ''
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < png.length; at += 32_768) binary += String.fromCharCode(...png.subarray(at, at + 32_768))
  return `data:image/png;base64,${btoa(binary)}`
}
