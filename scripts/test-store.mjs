// `npm run test:store [-- --database URL] [-- more for vitest]`: what every store must do, on the database that comes along and on a server of the system,
// or on the one that is named (also a distributed one): databases are made there and dropped.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ options: { database: { type: 'string' } }, allowPositionals: true })
const root = fileURLToPath(new URL('..', import.meta.url))
const env = values.database === undefined ? process.env : { ...process.env, MINGZHANG_TEST_DATABASE: values.database }
const args = ['node_modules/vitest/vitest.mjs', 'run', 'test/store/conformance.test.ts', ...positionals]
const ran = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env })
process.exitCode = ran.status ?? 2
