// Starts the command from its bundle, building it first when a source is newer. Called by bin/mingzhang, with a Node ≥ 24 where one is known.
import { existsSync } from 'node:fs'
import * as modules from 'node:module'
import { fileURLToPath } from 'node:url'
import { isBuilt, isInstalled } from './freshness.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const bundle = new URL('../build/cli.mjs', import.meta.url)

const ready = isBuilt(root) && isInstalled(root)
if (!ready || Number(process.versions.node.split('.')[0]) < 24) await prepare()
else await run()

async function run() {
  // Compiled code is kept beside the bundle; where that cannot be written, Node goes on without. Node 20 has no such function.
  modules.enableCompileCache?.(`${root}/build/compile-cache`)
  // The command reads its arguments from here, as if it had been started itself.
  process.argv[1] = fileURLToPath(bundle)
  await import(bundle.href)
}

/** The slow way: install, find a newer Node, build. */
async function prepare() {
  const { ensureInstalled } = await import('./install.mjs')
  const { findNode, NODE_NEEDED } = await import('./node24.mjs')
  const { spawnSync } = await import('node:child_process')
  try {
    ensureInstalled(root)
    const node = findNode(root)
    if (node === null) throw new Error(NODE_NEEDED)
    if (!isBuilt(root)) {
      const { build } = await import('./build.mjs')
      await build(root)
    }
    if (!existsSync(bundle))
      throw new Error('这一版本没有命令行程序。 src/cli/main.ts is missing: there is no command in this version.')
    if (node === process.execPath) return await run()
    const ran = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
    process.exitCode = ran.status ?? 2
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
}
