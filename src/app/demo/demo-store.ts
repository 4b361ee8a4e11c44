import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { Words } from '../../budget/finding.ts'
import { openStore } from '../../store/open-store.ts'
import { markDemo } from '../accounts/demo-mark.ts'
import { VERSION } from '../version.ts'
import { DemoRefused } from './demo-refused.ts'
import { makeDemo } from './make-demo.ts'

/** Says of a folder that it was made here and may be removed. */
const MARK = 'mingzhang-demo'

/** Where the demonstration of this user lies: the same at each start, with the other things that may go when the machine starts again. */
export function demoFolder(): string {
  const { uid } = userInfo()
  return join(tmpdir(), uid < 0 ? MARK : `${MARK}-${uid}`)
}

/**
 * Makes sure that there is a demonstration of this version of the program in the folder. One that is there is kept, with all that was done in it; one that is
 * not whole, or of another version, or not wanted any more, is made anew.
 *
 * @param told called before it is made, which takes half a minute
 * @throws DemoRefused where the folder is not ours
 */
export async function prepareDemo(
  folder: string,
  { fresh, told }: { readonly fresh: boolean; readonly told: () => void },
): Promise<void> {
  if (existsSync(folder)) {
    judgeFolder(folder)
    if (!fresh && madeBy(folder) === VERSION) return
    await stopDatabase(folder)
    rmSync(folder, { recursive: true, force: true })
  }
  told()
  mkdirSync(folder, { mode: 0o755 })
  writeFileSync(join(folder, MARK), '')
  const store = await openStore({ folder })
  try {
    const known = await store.db.selectFrom('account_user').select('id').limit(1).executeTakeFirst()
    if (known !== undefined || store.folder !== folder) throw new DemoRefused(notOurs(store.folder))
    await makeDemo(store)
    await markDemo(store)
  } finally {
    await store.close()
  }
  writeFileSync(join(folder, MARK), VERSION)
}

/** Which version of the program made the demonstration there; empty where none did to the end. */
function madeBy(folder: string): string {
  return readFileSync(join(folder, MARK), 'utf8')
}

function judgeFolder(folder: string): void {
  const stat = lstatSync(folder)
  const { uid } = userInfo()
  const isOurs = stat.isDirectory() && (uid < 0 || stat.uid === uid) && readdirSync(folder).includes(MARK)
  if (!isOurs) throw new DemoRefused(notOurs(folder))
}

/** A server that was left behind by a program that was killed still works on the folder. */
async function stopDatabase(folder: string): Promise<void> {
  if (!existsSync(join(folder, 'postgres', 'postmaster.pid'))) return
  const store = await openStore({ folder }).catch(() => null)
  await store?.close()
}

function notOurs(folder: string): Words {
  return {
    zh: `${folder} 不是演示数据的目录。请移走它，再启动演示。`,
    en: `${folder} is no folder of a demonstration. Move it away, then start the demonstration again.`,
  }
}
