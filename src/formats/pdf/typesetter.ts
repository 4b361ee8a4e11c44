import { createRequire } from 'node:module'
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler'
import { fontFolders } from './fonts.ts'

/** Results of so many earlier documents stay in the compiler's memory. */
export const REMEMBERED = 4

let compiler: Typst.NodeCompiler | null = null

/** What sets pages, with the packaged fonts alone; they are loaded at the first page. */
export function typesetter(): Typst.NodeCompiler {
  if (compiler !== null) return compiler
  const require = createRequire(import.meta.url)
  // Not imported, since it is a native module with one package for each system: a bundle must leave it where it is.
  const typst = require('@myriaddreamin/typst-ts-node-compiler') as typeof Typst
  const { serif, sans } = fontFolders()
  compiler = typst.NodeCompiler.create({
    workspace: sans,
    fontArgs: [{ fontPaths: [...serif, sans] }],
  })
  return compiler
}
