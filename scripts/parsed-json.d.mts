import type { Plugin } from 'esbuild'

export const parsedJson: Plugin
