import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Every package keeps its own vitest.config.ts; `npm test` runs them all in one go. Two files at a time also on two cores, where
// vitest would take one: many wait for real programs. The whole houses of `deploy` come after them, one at a time.
export default defineConfig({
  test: {
    projects: ['protocol', 'controller', 'gateway', 'dashboard', 'deploy', 'deploy/vitest.camera.config.ts'],
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
