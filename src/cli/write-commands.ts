import { Option, type Command } from 'commander'
import type { Language } from '../app/check-result.ts'
import type { PublishCommandOptions } from './publish-command.ts'
import type { VerifyCommandOptions } from './verify-command.ts'

/** Adds the verbs of the write direction. What they need is loaded when they are called: checking starts without it. */
export function addWriteCommands(program: Command, language: Language): void {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const lang = (): Option => new Option('--lang <zh|en>', say('提示语言', 'language of messages')).choices(['zh', 'en'])

  program
    .command('new')
    .description(say('新建一个账本文件夹，内有说明', 'start a ledger: a folder that explains itself'))
    .argument('<dir>', say('新文件夹，或以 .xlsx 结尾的工作簿', 'a new folder, or a workbook that ends in .xlsx'))
    .option('--year <n>', say('预算年度；默认为今年', 'budget year; this year by default'))
    .option('--from <ledger>', say('由上年账本结转而来', "roll last year's ledger forward"))
    .option('--import <book.xlsx>', say('导入其他预算系统导出的工作簿', 'bring in a workbook of another budget system'))
    .option('--mapping <map.json>', say('工作簿的表、列与账本的对应关系', "what the workbook's sheets and columns mean"))
    .addOption(lang())
    .action(async (path: string, options: { year?: string; from?: string; import?: string; mapping?: string }) => {
      const { newCommand } = await import('./ledger-commands.ts')
      process.exitCode = await newCommand(path, options, language)
    })

  program
    .command('adopt')
    .description(
      say(
        '由已公开的文件生成账本，说明未能确定之处',
        'make a ledger from a published document, saying what could not be decided',
      ),
    )
    .argument('<file>', say('txt、html、docx 或 xlsx 文件', 'a txt, html, docx or xlsx file'))
    .requiredOption(
      '-o, --output <dir>',
      say('新文件夹，或以 .xlsx 结尾的工作簿', 'a new folder, or a workbook that ends in .xlsx'),
    )
    .addOption(lang())
    .action(async (file: string, options: { output: string }) => {
      const { adoptCommand } = await import('./ledger-commands.ts')
      process.exitCode = await adoptCommand(file, options.output, language)
    })

  program
    .command('publish')
    .description(say('由账本编制公开文件，附清单', 'a disclosure in every format from a ledger, with its manifest'))
    .argument('<ledger>', say('账本文件夹或工作簿', "a ledger's folder or workbook"))
    .requiredOption('-o, --output <dir>', say('写入的文件夹', 'the folder to write'))
    .option(
      '--formats <list>',
      say('docx,pdf,xlsx,html,txt,csv,json,site；默认全部', 'docx,pdf,xlsx,html,txt,csv,json,site; all by default'),
    )
    .option('--place <id>', say('格式的地区，如 hebei', 'whose forms, such as hebei'))
    .addOption(
      new Option('--variant <kind>', say('部门预算或单位预算', 'budget of a department or of a unit')).choices([
        'department',
        'unit',
      ]),
    )
    .option('--last-year <ledger>', say('上年账本，用于增减变化', "last year's ledger, for changes"))
    .option('--draft', say('草案：有错误也写出，每页标明', 'write in spite of errors, marked as a draft on every page'))
    .option('--sign <key.pem>', say('用 Ed25519 私钥为清单签名', 'sign the manifest with an Ed25519 private key'))
    .addOption(lang())
    .action(async (path: string, options: PublishCommandOptions) => {
      const { publishCommand } = await import('./publish-command.ts')
      process.exitCode = await publishCommand(path, options, language)
    })

  program
    .command('verify')
    .description(
      say(
        '离线验证已发布的文件夹、导出的审计记录或预算编制记录',
        "verify a published folder, an exported audit trail or a budget's exported entries offline",
      ),
    )
    .argument(
      '<dir>',
      say(
        '发布的文件夹、其中的 manifest.json、导出的审计记录，或预算“历史”页导出的记录',
        "the published folder, its manifest.json, an exported audit trail, or what a budget's page History exported",
      ),
    )
    .option('--json', say('输出 JSON', 'print JSON'))
    .option('--key <public.pem>', say('必须由这个公钥的持有者签名', 'it must be signed by the holder of this public key'))
    .option(
      '--audit <file>',
      say(
        '批准记录（approval.json）所列各条必须在这份导出的审计记录中',
        'the entries of approval.json must stand in this exported audit trail',
      ),
    )
    .option(
      '--head <hash>',
      say('审计记录中必须有这个先前记下的哈希', 'the audit trail must have this hash that was noted earlier'),
    )
    .addOption(lang())
    .action(async (path: string, options: VerifyCommandOptions & { head?: string }) => {
      const { isAuditExport } = await import('../app/verify-audit.ts')
      if (await isAuditExport(path)) {
        const { verifyAuditCommand } = await import('./verify-audit-command.ts')
        process.exitCode = await verifyAuditCommand(path, options, language)
        return
      }
      const { isEntriesExport } = await import('../app/verify-entries.ts')
      if (await isEntriesExport(path)) {
        const { verifyEntriesCommand } = await import('./verify-entries-command.ts')
        process.exitCode = await verifyEntriesCommand(path, options, language)
        return
      }
      const { verifyCommand } = await import('./verify-command.ts')
      process.exitCode = await verifyCommand(path, options, language)
    })
}
