import { open } from 'node:fs/promises'

/** Whether a file begins with a text of plain ASCII; false for what cannot be read: why is for whoever reads the whole to say. */
export async function beginsWith(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(text.length))
      return buffer.toString('latin1', 0, bytesRead) === text
    } finally {
      await file.close()
    }
  } catch {
    return false
  }
}
