import type { Severity, Words } from '../../budget/finding.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Store } from '../../store/open-store.ts'
import { MANIFEST_FILE, sha256 } from '../manifest.ts'
import { publish, PUBLISH_FORMATS, PublishError } from '../publish.ts'

/** A file of an edition; its bytes lie with the files of sources, by their hash. */
export interface EditionFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

/** Something that checking found in what is to be published: nothing that breaks a law, but perhaps something that a person should look at. */
export interface EditionFinding extends Words {
  readonly severity: Severity
}

export interface MadeEdition {
  readonly files: readonly EditionFile[]
  /** Hash of its manifest. */
  readonly manifest: string
  readonly findings: readonly EditionFinding[]
}

/**
 * Prints an approved ledger in every format, once, and keeps the files: what is looked at before publication is what is published, whatever the program
 * becomes in between. Words say why it cannot be printed.
 */
export async function makeFiles(
  store: Store,
  ledger: Ledger,
  variant: 'department' | 'unit',
): Promise<{ readonly ok: true; readonly made: MadeEdition } | { readonly ok: false; readonly refusals: readonly Words[] }> {
  try {
    const publication = await publish(ledger, { formats: PUBLISH_FORMATS, variant })
    const { zh, en } = publication.findings
    const findings = zh.map(({ severity, message }, i) => ({ severity, zh: message, en: en[i]?.message ?? message }))
    if (!publication.ok) return { ok: false, refusals: findings.filter(({ severity }) => severity === 'error') }
    const files: EditionFile[] = []
    for (const [path, bytes] of publication.files)
      files.push({ path, sha256: await store.files.keep(bytes), bytes: bytes.length })
    const manifest = publication.files.get(MANIFEST_FILE)
    if (manifest === undefined) throw new Error('a publication without its manifest')
    return { ok: true, made: { files, manifest: sha256(manifest), findings } }
  } catch (error) {
    if (error instanceof PublishError) return { ok: false, refusals: [{ zh: error.message, en: error.message }] }
    throw error
  }
}
