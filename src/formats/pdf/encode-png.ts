import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
/** Colour types: grey, and red-green-blue; eight bits each. */
const GREY = 0
const COLOUR = 2
/** The filter "difference from the row above": printed pages compress well with it. */
const UP = 2

/**
 * An opaque picture as PNG. `pixels` are blue, green, red and one unused byte each, row by row without gaps; a picture without colour becomes a
 * grey one, a third of the size.
 */
export function encodePng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const grey = isGrey(pixels)
  const channels = grey ? 1 : 3
  const rows = new Uint8Array(height * (1 + width * channels))
  let to = 0
  let above = -1
  for (let y = 0; y < height; y++) {
    const row = y * width * 4
    rows[to++] = UP
    for (let at = row; at < row + width * 4; at += 4) {
      for (let channel = channels - 1; channel >= 0; channel--) {
        const before = above < 0 ? 0 : (pixels[above + (at - row) + channel] ?? 0)
        rows[to++] = (pixels[at + channel] ?? 0) - before
      }
    }
    above = row
  }
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  head.set([8, grey ? GREY : COLOUR], 8)
  return concatenate([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 4 })),
    chunk('IEND', new Uint8Array()),
  ])
}

function isGrey(pixels: Uint8Array): boolean {
  for (let i = 0; i < pixels.length; i += 4) if (pixels[i] !== pixels[i + 1] || pixels[i] !== pixels[i + 2]) return false
  return true
}

/** Length, name, content and the checksum of the latter two. */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, content.length)
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i)
  bytes.set(content, 8)
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)))
  return bytes
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
