// What `npm start`, `npm test` and their like run: brings whatever is missing, then goes on under Node 24. Itself it runs on Node 20,
// on a fresh clone, without packages.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isBuilt } from './freshness.mjs'
import { ensureInstalled } from './install.mjs'
import { findNode, NODE_NEEDED } from './node24.mjs'
import { openPage } from './open-page.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Verbs that compare with other programs, or use them: these are installed first where that is possible. */
const NEEDING_PROGRAMS = ['test', 'bench', 'bench:pdf', 'test:store']
const BUILT = ['start', 'mingzhang', 'test', 'unit', 'bench', 'bench:pdf', 'bench:kill', 'bench:simulate', 'bench:load']

/** Verb → what runs under Node 24. */
const VERBS = {
  start: ['build/cli.mjs', 'serve'],
  mingzhang: ['scripts/launch.mjs'],
  test: ['scripts/test.mjs'],
  unit: ['node_modules/vitest/vitest.mjs', 'run'],
  bench: ['bench/main.ts'],
  'bench:pdf': ['bench/pdf.ts'],
  'bench:mutation': ['bench/mutation.ts'],
  'bench:truth': ['bench/truth/main.ts'],
  'bench:scale': ['bench/scale.ts'],
  'bench:load': ['bench/load.ts'],
  'bench:desk': ['bench/desk.ts'],
  'bench:compile': ['bench/compile.ts'],
  'bench:kill': ['bench/kill.ts'],
  'bench:simulate': ['bench/simulate.ts'],
  'test:store': ['scripts/test-store.mjs'],
  golden: ['test/corpus/make-golden.ts'],
  lint: ['scripts/test.mjs', '--static'],
  format: ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', '.'],
  codes: ['scripts/make-codes.mjs'],
  build: ['scripts/build.mjs'],
}

async function main([verb = '', ...args]) {
  const command = VERBS[verb]
  if (command === undefined) throw new Error(`用法 usage: node scripts/bootstrap.mjs ${Object.keys(VERBS).join('|')}`)
  ensureInstalled(root)
  const node = findNode(root)
  if (node === null) throw new Error(NODE_NEEDED)
  if (NEEDING_PROGRAMS.includes(verb)) ensureSystemPackages(verb)
  if (BUILT.includes(verb) && !isBuilt(root)) {
    const { build } = await import('./build.mjs')
    await build(root)
  }
  const [script = '', ...first] = command
  if (!existsSync(join(root, script))) throw new Error(`缺少 ${script} is missing`)
  return await run(node, [join(root, script), ...first, ...args.filter((arg) => verb !== 'start' || arg !== '--no-open')], {
    opens: verb === 'start' && !args.includes('--no-open'),
  })
}

/** Runs to the end and gives the exit code. Tools started from there find the same Node first. */
function run(node, args, { opens }) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
  const child = spawn(node, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['inherit', opens ? 'pipe' : 'inherit', 'inherit'],
  })
  let opened = false
  child.stdout?.on('data', (bytes) => {
    process.stdout.write(bytes)
    const address = /https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])\S*/u.exec(String(bytes))?.[0]
    if (opened || address === undefined) return
    opened = true
    openPage(address)
  })
  // The terminal sends Ctrl-C to both: wait for the child to end in its own way. Other signals reach only us.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  if (process.env.npm_lifecycle_event !== undefined) endWithParent(child)
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code, signal) => done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
  })
}

/** A signal to npm ends the shell between npm and us, and tells us nothing: a server would go on, held by nobody. */
function endWithParent(child) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 500).unref()
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
