/** A name that nobody else gives to anything. */
export function newId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 20)
}
