import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Pure rooms share nothing that a test could spoil: threads without isolation are many times faster.
    pool: 'threads',
    maxWorkers: '100%',
    isolate: false,
    // A limit for what hangs, not for what is slow: the machine may have other work.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
})
