import { defineConfig } from 'vitest/config';

/** Pictures are made on purpose, by `npm run screens`: they are no test. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: { name: 'screens', include: ['screens/*.screens.ts'], testTimeout: 90_000, hookTimeout: 60_000 },
});
