export function findChromium(): string | null
export function installCommand(names: readonly string[]): string
export function ensureSystemPackages(verb: string): void
