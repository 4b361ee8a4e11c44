const TABLE = new Uint32Array(256)
for (let i = 0; i < 256; i++) {
  let c = i
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  TABLE[i] = c
}

/** CRC-32 as zip uses it, continued from `crc` (0 at the start). A figure from a part whose sum is wrong must not be trusted. */
export function crc32(bytes: Uint8Array, crc: number): number {
  let c = ~crc
  for (let i = 0; i < bytes.length; i++) c = (c >>> 8) ^ (TABLE[(c ^ (bytes[i] as number)) & 0xff] as number)
  return ~c >>> 0
}
