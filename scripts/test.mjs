// Every check there is, then every test, and one line that counts them. Runs under Node 24, called by the bootstrap.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = join(root, 'build', 'test-results.json')
const args = process.argv.slice(2)

const STATIC = [
  ['格式 format', 'node_modules/@biomejs/biome/bin/biome', 'format', '.'],
  ['规范 lint', 'node_modules/oxlint/bin/oxlint', '--deny-warnings', '.'],
  ['类型 types', 'node_modules/typescript/bin/tsc', '--noEmit'],
  ['类型（浏览器） types in the browser', 'node_modules/typescript/bin/tsc', '--noEmit', '-p', 'src/web/browser/tsconfig.json'],
  ['无用代码 dead code', 'node_modules/knip/bin/knip.js', '--no-progress'],
]

/** Runs a tool's script under this Node; its output goes straight to the terminal. Gives whether it succeeded. */
function tool(script, rest) {
  return spawnSync(process.execPath, [join(root, script), ...rest], { cwd: root, stdio: 'inherit' }).status === 0
}

function runStatic() {
  const failed = []
  for (const [name, script, ...rest] of STATIC) {
    const started = performance.now()
    const passed = tool(script, rest)
    console.log(`${passed ? '✓' : '✗'} ${name} ${((performance.now() - started) / 1000).toFixed(1)} s`)
    if (!passed) failed.push(name)
  }
  return failed
}

function runTests() {
  mkdirSync(join(root, 'build'), { recursive: true })
  rmSync(results, { force: true })
  const passed = tool('node_modules/vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...args,
  ])
  if (!existsSync(results)) return { passed: 0, failed: 1, skipped: 0 }
  const counted = JSON.parse(readFileSync(results, 'utf8'))
  // A file that cannot even be loaded, or an error outside of any test, fails no single test: it still is a failure.
  const beside = passed
    ? 0
    : Math.max(1, counted.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length)
  return {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests === 0 ? beside : counted.numFailedTests,
    skipped: counted.numPendingTests + counted.numTodoTests,
  }
}

const failedChecks = runStatic()
if (args.includes('--static')) process.exit(failedChecks.length === 0 ? 0 : 1)
const tests = runTests()
if (failedChecks.length > 0) console.log(`未通过 failed (each counted as one below): ${failedChecks.join(', ')}`)
const failed = tests.failed + failedChecks.length
console.log(`\n${tests.passed} passed, ${failed} failed, ${tests.skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1
