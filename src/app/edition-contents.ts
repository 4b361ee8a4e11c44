import { writeZip } from '../formats/container/write-zip.ts'
import type { Store } from '../store/open-store.ts'
import { type Approval, APPROVAL, APPROVAL_FILE } from './approval.ts'

/** What an edition is made of, before and after its publication. */
interface Contents {
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
  readonly approval: string
  readonly signatures: Readonly<Record<string, string>>
}

/** The bytes of one file of an edition; null where it has none of that path. */
export async function editionFile(store: Store, edition: Contents, path: string): Promise<Uint8Array | null> {
  const file = edition.files.find((each) => each.path === path)
  if (file !== undefined) return await store.files.read(file.sha256)
  const text = new Map([[APPROVAL_FILE, edition.approval], ...Object.entries(edition.signatures)]).get(path)
  return text === undefined || text === '' ? null : new TextEncoder().encode(text)
}

/** Paths of all that an edition has. */
export function editionPaths({ files, approval, signatures }: Contents): readonly string[] {
  return [...files.map(({ path }) => path), ...(approval === '' ? [] : [APPROVAL_FILE]), ...Object.keys(signatures)]
}

/** An edition as one zip: unpacked it is the folder that `mingzhang verify` asks for. The same edition gives the same bytes. */
export async function editionZip(store: Store, edition: Contents): Promise<Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  for (const path of editionPaths(edition)) {
    const bytes = await editionFile(store, edition, path)
    if (bytes === null) throw new Error(`${path} of an edition is not kept`)
    parts.set(path, bytes)
  }
  return writeZip(parts)
}

/** Who approved, cleared and published it; none before it is published. */
export function approvalSteps({ approval }: Pick<Contents, 'approval'>): Approval['steps'] {
  return approval === '' ? [] : APPROVAL.parse(JSON.parse(approval)).steps
}
