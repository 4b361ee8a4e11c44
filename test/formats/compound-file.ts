const SECTOR = 512
const FREE = 0xffffffff
const END = 0xfffffffe
const TABLE = 0xfffffffd
const PER_TABLE = SECTOR / 4

/** A compound file with these streams below its root, all of them in whole sectors. */
export function compoundFile(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(streams)
  const contents = [directoryOf(streams), ...Object.values(streams)]
  const sectors = contents.map((bytes) => Math.max(1, Math.ceil(bytes.length / SECTOR)))
  const used = sectors.reduce((sum, n) => sum + n, 0)
  const tables = Math.ceil(used / (PER_TABLE - 1))
  const file = new Uint8Array((1 + tables + used) * SECTOR)
  const view = new DataView(file.buffer)
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  view.setUint16(26, 3, true)
  view.setUint16(28, 0xfffe, true)
  view.setUint16(30, 9, true)
  view.setUint16(32, 6, true)
  view.setUint32(44, tables, true)
  view.setUint32(48, tables, true)
  // No stream is so small that it would lie in the mini stream.
  view.setUint32(56, 0, true)
  view.setUint32(60, END, true)
  view.setUint32(68, END, true)
  for (let i = 0; i < 109; i++) view.setUint32(76 + 4 * i, i < tables ? i : FREE, true)
  const link = (sector: number, next: number): void => view.setUint32(SECTOR + 4 * sector, next, true)
  for (let i = 0; i < tables * PER_TABLE; i++) link(i, FREE)
  for (let i = 0; i < tables; i++) link(i, TABLE)
  let at = tables
  for (const [i, bytes] of contents.entries()) {
    const count = sectors[i] ?? 1
    file.set(bytes, (1 + at) * SECTOR)
    for (let k = 0; k < count; k++) link(at + k, k === count - 1 ? END : at + k + 1)
    if (i > 0) view.setUint32((1 + tables) * SECTOR + 128 * i + 116, at, true)
    at += count
  }
  if (names.length > 3) throw new Error('the directory of a test file has four entries')
  return file
}

/** The root, and the streams as a chain to its right. */
function directoryOf(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = [['Root Entry', null] as const, ...Object.entries(streams)]
  const directory = new Uint8Array(SECTOR)
  const view = new DataView(directory.buffer)
  for (const [i, [name, bytes]] of entries.entries()) {
    const from = 128 * i
    for (const [k, c] of [...name].entries()) view.setUint16(from + 2 * k, c.charCodeAt(0), true)
    view.setUint16(from + 64, 2 * name.length + 2, true)
    directory[from + 66] = bytes === null ? 5 : 2
    view.setUint32(from + 68, FREE, true)
    view.setUint32(from + 72, i > 0 && i + 1 < entries.length ? i + 1 : FREE, true)
    view.setUint32(from + 76, bytes === null ? 1 : FREE, true)
    view.setUint32(from + 116, END, true)
    view.setUint32(from + 120, bytes?.length ?? 0, true)
  }
  return directory
}
