import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['lib/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          // A release tries bad input by the million.
          testTimeout: process.env.LEADSIDE_RELEASE ? 7_200_000 : 30_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          globalSetup: ['test/postgres/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: ['test/postgres/global-setup.ts'],
          // Room for a machine with much else to do, yet a hang shows; a release tries each fault many times over, and its runner bounds the time.
          testTimeout: process.env.LEADSIDE_RELEASE ? 7_200_000 : 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
