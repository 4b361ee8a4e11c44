import { closeWorkers } from '../app/check-bytes.ts'
import type { Language } from '../app/check-result.ts'
import { readKey } from '../app/manifest.ts'
import { verifyPublication, type Verification } from '../app/verify.ts'
import { printApproval } from './print-approval.ts'
import type { Exit } from './read-input.ts'

export interface VerifyCommandOptions {
  readonly json?: true
  readonly key?: string
  readonly audit?: string
}

/** `mingzhang verify`: exit status 0 when all is as the manifest says, 1 when something is not, 2 when there is no manifest. */
export async function verifyCommand(path: string, options: VerifyCommandOptions, language: Language): Promise<Exit> {
  let verified: Verification
  try {
    verified = await verifyPublication(path, {
      ...(options.key === undefined ? {} : { key: await readKey(options.key) }),
      ...(options.audit === undefined ? {} : { audit: options.audit }),
    })
  } catch (error) {
    if (!(error instanceof Error && error.name === 'KeyError')) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  } finally {
    await closeWorkers()
  }
  if (!verified.readable) {
    process.stderr.write(`${verified.message[language]}\n`)
    return 2
  }
  const { manifest, faults, reread, signature, signedBy, approval } = verified
  if (options.json === true) {
    const told = faults.map((fault) => fault[language])
    const result = { format: 'mingzhang/verify/1', manifest, faults: told, reread, signature, signedBy, approval }
    process.stdout.write(`${JSON.stringify(result)}\n`)
    return faults.length === 0 ? 0 : 1
  }
  const zh = language === 'zh'
  const { department, year } = manifest.disclosure
  const lines = [`${department} ${year}${manifest.draft ? (zh ? '（草案）' : ' (draft)') : ''}`]
  for (const fault of faults) lines.push(`  ✗ ${fault[language]}`)
  if (faults.length === 0) {
    const { passed } = manifest.check.equations
    lines.push(
      zh ? `  ✓ ${manifest.files.length} 个文件与清单一致` : `  ✓ ${manifest.files.length} files are those of the manifest`,
    )
    lines.push(
      zh
        ? `  ✓ 重新读取并核对了 ${reread.length} 个文件，结果与证书一致（编制时 ${passed} 个等式成立）`
        : `  ✓ ${reread.length} files were read and checked again and give what the certificate says (${passed} equations held when it was made)`,
    )
  }
  if (signature === 'none') lines.push(zh ? '  – 没有签名' : '  – not signed')
  else if (signedBy !== null)
    lines.push(zh ? '  ✓ 签名有效，公钥：' : '  ✓ the signature is valid; public key:', signedBy.trim().replace(/^/gmu, '    '))
  if (approval !== null) lines.push(...printApproval(approval, { language, holds: faults.length === 0 }))
  process.stdout.write(`${lines.join('\n')}\n`)
  return faults.length === 0 ? 0 : 1
}
