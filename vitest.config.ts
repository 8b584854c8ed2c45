import { defineConfig } from 'vitest/config'

const browserTests = 'test/web/*.test.ts'

export default defineConfig({
  test: {
    // Long, since a busy machine with a slow disk is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: { include: ['src/domain/**/*.ts'], thresholds: { lines: 100, branches: 100 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [browserTests],
          // Left to itself it leaves a core of two to nobody.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browserTests],
          globalSetup: ['test/web/demo-server.ts'],
          // A browser beside the other tests would leave neither enough of the machine.
          sequence: { groupOrder: 1 },
          // Left at a second, it would be about how busy the machine is.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
