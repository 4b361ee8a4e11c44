export function isInstalled(root: string): boolean
export function markInstalled(root: string): void
export function isBuilt(root: string): boolean
export function markBuilt(root: string, time: Date): void
