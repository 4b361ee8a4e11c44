// Installs what package-lock.json names, when it is not there yet. Runs on Node 20, without packages.
import { spawnSync } from 'node:child_process'
import { isInstalled, markInstalled } from './freshness.mjs'

/** Says everything on stderr: standard output may be somebody's JSON. Throws with a sentence for people when npm fails. */
export function ensureInstalled(root) {
  if (isInstalled(root)) return
  console.error('正在安装依赖（只需一次）… Installing packages, once …')
  // Not `npm ci`: it refuses a lock file made where a registry had no binaries for other systems, though they are optional; `install`
  // takes the locked versions all the same. Development packages too: the bundler is one. Node 20 may install, though it is too old to run.
  const args = [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--no-engine-strict',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const npm = process.env.npm_execpath
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const ran =
    npm !== undefined && /npm-cli\.c?js$/u.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (ran.error !== undefined || ran.status !== 0) {
    throw new Error(
      `依赖没有装上（npm install ${ran.error?.message ?? `退出码 ${ran.status}`}）：请检查网络或 npm 源后重试。\n` +
        'npm install failed, its own message is above: check the network or the npm registry and try again.',
    )
  }
  markInstalled(root)
}
