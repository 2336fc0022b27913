import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { decorator: { legacy: true } },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['examples/build-pages.ts'],
    // Tests with a browser build the pages first and start Chromium.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
