import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { Archive } from '../../app/archive.ts'
import type { Words } from '../../budget/finding.ts'
import { createMcpServer } from './create-mcp-server.ts'

/**
 * Serves MCP over standard input and output until the other side closes it. Nothing else may be written to standard output meanwhile.
 *
 * @throws StoreUnavailable with a sentence for people
 */
export async function serveStdio(
  store: { readonly folder: string; readonly database?: string },
  onNotice: (words: Words) => void,
): Promise<void> {
  const archive = await Archive.open(store)
  if (archive.notice !== null) onNotice(archive.notice)
  try {
    const server = createMcpServer(archive)
    const transport = new StdioServerTransport()
    const closed = new Promise<void>((resolve) => {
      process.stdin.once('end', resolve)
      process.stdin.once('close', resolve)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    await server.connect(transport)
    await closed
    await server.close()
  } finally {
    await archive.close()
  }
}
