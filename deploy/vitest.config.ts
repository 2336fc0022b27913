import { defineConfig } from 'vitest/config';
import { withCamera } from './vitest.camera.config.js';

export default defineConfig({
  test: {
    name: 'deploy',
    include: ['**/*.test.{ts,mjs}'],
    exclude: ['**/node_modules/**', 'dist/**', ...withCamera],
    // Caps for what hangs, not times that anybody waits: a slow machine's whole line may take long.
    testTimeout: 240_000,
    setupFiles: ['system-tests/on-failure.ts'],
    hookTimeout: 240_000,
  },
});
