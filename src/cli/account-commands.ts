import type { Command } from 'commander'
import type { Language } from '../app/check-result.ts'
import { words } from './language.ts'
import { storeCommand, type StoreFlags, withStore } from './store-commands.ts'

/** `mingzhang audit export` and `mingzhang account reset`. */
export function addAccountCommands(program: Command, language: Language): void {
  const say = (zh: string, en: string): string => words(zh, en)[language]

  const audit = program.command('audit').description(say('审计记录', 'the audit trail'))
  storeCommand(
    audit,
    language,
    'export',
    say('导出全部审计记录，可用 mingzhang verify 离线核对', 'write the whole audit trail, for mingzhang verify'),
  )
    .option('-o, --output <file>', say('写入的文件；不填则输出到屏幕', 'file to write; by default standard output'))
    .action(async (options: StoreFlags & { output?: string }) => {
      process.exitCode = await withStore(options, language, async (store) => {
        const { exportAudit } = await import('../app/export-audit.ts')
        const { entries, head } = await exportAudit(store, options.output ?? process.stdout)
        process.stderr.write(
          `${say(`共 ${entries} 条，末条哈希：${head}`, `${entries} entries; hash of the last: ${head}`)}\n${say('请把这个哈希记在别处：以后可用 mingzhang verify 文件 --head 哈希 核对。', 'Note this hash elsewhere: mingzhang verify FILE --head HASH holds a later export against it.')}\n`,
        )
        return 0
      })
    })

  const account = program.command('account').description(say('账户', 'accounts'))
  storeCommand(
    account,
    language,
    'reset',
    say(
      '给忘记密码（或同时丢失验证器）的人一个一次性链接',
      'a one-time link for who lost the password, or the second factor with it',
    ),
  )
    .argument('<username>', say('用户名', 'user name'))
    .option(
      '--second-factor',
      say('同时作废原来的验证器，登录后重新设置', 'ends the second factor too: another one is set up after signing in'),
    )
    .option(
      '--address <url>',
      say('浏览器访问明账的地址', 'address under which browsers reach Mingzhang'),
      process.env['MINGZHANG_ADDRESS'] ?? 'http://127.0.0.1:8686',
    )
    .action(async (username: string, options: StoreFlags & { address: string; secondFactor?: true }) => {
      process.exitCode = await withStore(options, language, async (store) => {
        const { resetToken } = await import('../app/accounts/invitations.ts')
        const token = await resetToken(store, username, options.secondFactor === true ? 'recover' : 'reset')
        if (token === null) {
          process.stderr.write(`${say(`没有用户名为“${username}”的账户。`, `Nobody has the user name “${username}”.`)}\n`)
          return 2
        }
        process.stdout.write(`${new URL(`/account/set-up/${token}`, options.address).href}\n`)
        return 0
      })
    })
}
