import { afterAll, describe, expect, test } from 'vitest'
import { checkBytes, closeWorkers, readBytes } from '../../src/app/check-bytes.ts'
import { HOSTILE, type HostileFile } from './hostile-files.ts'

afterAll(closeWorkers)

describe.each(HOSTILE.map((h) => [h.name, h] as [string, HostileFile]))('%s', (name, { bytes, says }) => {
  test('is read all the same, or refused in one sentence in both languages', async () => {
    const content = bytes()
    const answer = await checkBytes(content, name)
    expect(answer.ok, JSON.stringify(answer.ok ? {} : answer.message)).toBe(says === null)
    if (answer.ok || says === null) return
    expect(answer.message.zh).toMatch(says)
    expect(answer.message.zh).not.toContain('\n')
    expect(answer.message.en).toMatch(/^\S.*\.$/u)
    expect([400, 413, 415, 422]).toContain(answer.status)
    expect(`${answer.message.zh}${answer.message.en}`).not.toMatch(/undefined|Error:|\bat \S+:\d+/u)
  })
})

test('a name that lies is a problem of the document, and the content decides', async () => {
  const lying = HOSTILE.find((h) => h.name === 'lying.docx')
  const answer = await checkBytes(lying?.bytes() ?? new Uint8Array(), 'lying.docx')
  expect(answer.ok && answer.result.zh.document.type).toBe('html')
  expect(answer.ok && answer.result.zh.problems[0]?.message).toContain('内容其实是 html')
})

test('GB18030 is read as it was written', async () => {
  const gb = HOSTILE.find((h) => h.name === 'gb18030.txt')
  const answer = await readBytes(gb?.bytes() ?? new Uint8Array(), 'gb.txt', 'zh')
  expect(answer.ok && answer.result.forms.map((f) => [f.form, f.title, f.claims.length])).toEqual([
    ['expenditure', '部门预算支出总表', 3],
  ])
})
