import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { closeWorkers, pageImageBytes } from '../app/check-bytes.ts'
import type { Checked, Refused } from '../app/checked.ts'
import { readInput } from './read-input.ts'

/**
 * What a report shows of each file, under the name that `name` gives it, with the pictures of a PDF's pages inside. Files are read again, one at a
 * time: one that has changed since, or came through a pipe, has no pictures.
 */
export async function withPages(items: readonly { file: string; checked: Checked | Refused }[], name: (file: string) => string) {
  const { embedPages } = await import('../web/embed-pages.ts')
  const shown = items.map(({ file, checked }) => ({ file: name(file), ...checked }))
  const paths = new Map<object, string>(shown.map((item, i) => [item, items[i]?.file ?? '']))
  let open: { readonly item: object; readonly bytes: Uint8Array | null } | null = null
  try {
    return await embedPages(shown, async (item, { page }) => {
      if (open?.item !== item)
        open = { item, bytes: item.ok ? await sameBytes(paths.get(item) ?? '', item.result.zh.document.sha256) : null }
      return open.bytes === null ? null : pageImageBytes(open.bytes, page)
    })
  } finally {
    await closeWorkers()
  }
}

async function sameBytes(file: string, sha256: string): Promise<Uint8Array | null> {
  const found = await stat(file).catch(() => null)
  if (found?.isFile() !== true) return null
  const input = await readInput(file)
  if (!input.ok) return null
  return createHash('sha256').update(input.bytes).digest('hex') === sha256 ? input.bytes : null
}
