import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: { name: 'gateway', include: ['src/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
