import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    coverage: { include: ['src/domain/**/*.ts'], thresholds: { lines: 100, branches: 100 } },
  },
})
