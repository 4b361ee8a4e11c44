import { type Command, Option } from 'commander'
import type { Language } from '../app/check-result.ts'
import type { BackupManifest, ExportFormat } from '../app/keep-safe.ts'
import type { Words } from '../budget/finding.ts'
import { words } from './language.ts'
import { type StoreFlags, storeCommand, storeOptions, withStore } from './store-commands.ts'

/** `mingzhang backup`, `restore` and `export`. */
export function addBackupCommands(program: Command, language: Language): void {
  const say = (zh: string, en: string): string => words(zh, en)[language]

  storeCommand(
    program,
    language,
    'backup',
    say(
      '把全部数据和原件备份到一个文件夹或 .tar 文件，其间可照常使用',
      'write all data and sources into a folder or a .tar file, while all goes on',
    ),
  )
    .argument('<target>', say('文件夹，或以 .tar 结尾的文件', 'a folder, or a file that ends in .tar'))
    .option(
      '--with-secret',
      say(
        '把账户密钥（account-secret）也放进备份：恢复后会话和第二因素照旧；得到备份的人就能冒充任何人',
        "take the accounts' secret (account-secret) along: sessions and second factors work when it is restored; whoever has it can be everybody",
      ),
    )
    .action(async (target: string, options: StoreFlags & { withSecret?: true }) => {
      process.exitCode = await refusing(language, () =>
        withStore(options, language, async (store) => {
          const { accountsIn, backUp } = await import('../app/keep-safe.ts')
          const manifest = await backUp(store, target, options.withSecret)
          process.stdout.write(`${say('已备份到', 'Backed up to')} ${target}${told(manifest, say)}\n`)
          const people = accountsIn(manifest)
          if (people > 0) process.stderr.write(`${aboutSecret(manifest, people, store.folder, say)}\n`)
          return manifest.missing.length > 0 ? 1 : 0
        }),
      )
    })

  storeCommand(
    program,
    language,
    'restore',
    say(
      '把备份恢复到一个空的数据目录或数据库，逐项核对后才生效',
      'take a backup back into an empty store; nothing counts before all is verified',
    ),
  )
    .argument('<source>', say('备份的文件夹或 .tar 文件', 'folder or .tar file of the backup'))
    .action(async (source: string, options: StoreFlags) => {
      process.exitCode = await refusing(language, async () => {
        const { restore } = await import('../app/keep-safe.ts')
        const { manifest, folder, withoutSecret } = await restore(storeOptions(options), source)
        process.stdout.write(`${say('已恢复', 'Restored')} ${source}${told(manifest, say)}\n`)
        if (withoutSecret > 0)
          process.stderr.write(
            `${say(
              `有 ${withoutSecret} 个账户，而备份里没有它们的密钥：请在第一次启动之前把原数据目录里的 account-secret 放进 ${folder}（或照旧给出 MINGZHANG_SECRET）。没有它，会话全部失效，每个人都要重设第二因素（mingzhang account reset 用户名 --second-factor）。`,
              `There are ${withoutSecret} accounts, and their secret is not in the backup: before the first start put account-secret from the old data folder into ${folder} (or give MINGZHANG_SECRET as before). Without it all sessions are over and everybody sets up the second factor anew (mingzhang account reset NAME --second-factor).`,
            )}\n`,
          )
        return 0
      })
    })

  storeCommand(
    program,
    language,
    'export',
    say('把部门、公开文件、数字和发现全部导出为开放数据', 'write departments, disclosures, facts and findings as open data'),
  )
    .argument('<folder>', say('文件夹', 'folder'))
    .addOption(new Option('--format <format>', say('格式', 'format')).choices(['ndjson', 'csv']).default('ndjson'))
    .action(async (folder: string, options: StoreFlags & { format: ExportFormat }) => {
      process.exitCode = await refusing(language, () =>
        withStore(options, language, async (store) => {
          const { exportStore } = await import('../app/keep-safe.ts')
          const rows = await exportStore(store, folder, options.format)
          for (const [file, count] of Object.entries(rows)) process.stdout.write(`${file}\t${count}\n`)
          return 0
        }),
      )
    })
}

function told({ tables, files, missing }: BackupManifest, say: (zh: string, en: string) => string): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const lost =
    missing.length === 0
      ? ''
      : say(
          `；缺原件 ${missing.length} 个：${missing.join('、')}`,
          `; ${missing.length} sources are missing: ${missing.join(', ')}`,
        )
  return say(
    `：${tables.length} 张表，${rows} 行，原件 ${files} 个${lost}。`,
    `: ${tables.length} tables, ${rows} rows, ${files} source files${lost}.`,
  )
}

function aboutSecret(
  { secret }: BackupManifest,
  people: number,
  folder: string,
  say: (zh: string, en: string) => string,
): string {
  return secret === null
    ? say(
        `备份里没有 ${people} 个账户的密钥：请另行保管 ${folder} 里的 account-secret（或 MINGZHANG_SECRET），或用 --with-secret 一并备份。`,
        `The secret of the ${people} accounts is not in the backup: keep account-secret of ${folder} (or MINGZHANG_SECRET) apart from it, or take it along by --with-secret.`,
      )
    : say(
        `备份里有 ${people} 个账户的密钥：得到这份备份的人就能冒充任何人，请照此保管。`,
        `The secret of the ${people} accounts is in the backup: whoever has it can be everybody. Keep it accordingly.`,
      )
}

/** What is refused, and what the disk refuses, is a sentence and no fault. */
async function refusing(language: Language, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    const said = (error as { words?: Words }).words
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (said === undefined && !/^E[A-Z]+$/u.test(code)) throw error
    process.stderr.write(`${said === undefined ? (error as Error).message : said[language]}\n`)
    return 2
  }
}
