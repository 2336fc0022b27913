import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: { name: 'gateway', include: ['src/**/*.test.ts'], testTimeout: 20_000, hookTimeout: 30_000 },
});
