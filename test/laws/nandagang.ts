import { readFileSync } from 'node:fs'
import type { Document } from '../../src/document/document.ts'
import { readDocument } from '../../src/formats/read.ts'
import { sharedDocument } from '../setup/documents.ts'

/** A real published budget as a document. */
export async function nandagang(): Promise<Document> {
  const file = sharedDocument('nandagang/nandagang-2023.docx')
  const outcome = await readDocument(new Uint8Array(readFileSync(file)), file)
  if (!outcome.ok) throw new Error(outcome.refusal.message.en)
  return outcome.document
}
