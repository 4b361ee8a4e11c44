// Whether what was installed and built is newer than what it was made from. Runs on Node 20, without packages, before every command: keep it fast.
import { closeSync, existsSync, openSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'

/** Folders and files that the bundles are made from. */
const SOURCES = ['src', 'codes', 'scripts/build.mjs', 'scripts/freshness.mjs', 'package-lock.json']

/** npm writes its two lock files one after the other. */
const LOCK_SLACK_MS = 5000

/** Milliseconds; 0 where there is no such file. */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function stampOf(root) {
  return join(root, 'build', 'stamp')
}

/** Whether npm has installed since package-lock.json last changed. */
export function isInstalled(root) {
  const installed = Math.max(
    modified(join(root, 'node_modules', '.package-lock.json')),
    modified(join(root, 'node_modules', '.mingzhang')),
  )
  return installed > 0 && installed + LOCK_SLACK_MS >= modified(join(root, 'package-lock.json'))
}

/** Notes that the installation fits package-lock.json as it is now. */
export function markInstalled(root) {
  touch(join(root, 'node_modules', '.mingzhang'), new Date())
}

/** Whether every bundle is newer than all sources. Folders count too, so that a removed file is noticed. */
export function isBuilt(root) {
  const stamp = modified(stampOf(root))
  return stamp > 0 && existsSync(join(root, 'build', 'cli.mjs')) && !SOURCES.some((source) => hasNewer(join(root, source), stamp))
}

/** Notes that everything was built from sources as they were at `time`. */
export function markBuilt(root, time) {
  touch(stampOf(root), time)
}

function touch(path, time) {
  closeSync(openSync(path, 'w'))
  utimesSync(path, time, time)
}

function hasNewer(path, than) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return false
  if (stat.mtimeMs > than) return true
  if (!stat.isDirectory()) return false
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory() ? hasNewer(inner, than) : modified(inner) > than) return true
  }
  return false
}
