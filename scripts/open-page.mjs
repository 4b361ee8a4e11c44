// Opens the page where there is a desktop. Runs on Node 20, without packages.
import { spawn } from 'node:child_process'

/** Best effort, and silent: the address is printed anyway. */
export function openPage(address) {
  const command = opener()
  if (command === null) return
  const [program, ...args] = command
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

function opener() {
  const { env, platform } = process
  if (env.CI !== undefined || env.SSH_CONNECTION !== undefined) return null
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['cmd', '/c', 'start', '']
  return env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined ? ['xdg-open'] : null
}
