import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // These run inside a guest with a kernel of its own, and are shown by deploy/system-tests/room-pins.test.ts.
    exclude: ['src/**/*.kernel.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { shuffle: true },
    // CommonJS packages look in tests exactly as Node itself shows them.
    deps: { interopDefault: false },
  },
});
