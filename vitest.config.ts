import { defineConfig } from 'vitest/config';

// Every package keeps its own vitest.config.ts; `npm test` runs them all in one go.
export default defineConfig({ test: { projects: ['protocol', 'controller', 'gateway', 'dashboard', 'deploy'] } });
