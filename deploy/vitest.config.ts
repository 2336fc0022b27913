import { defineConfig } from 'vitest/config';
import { withCamera } from './vitest.camera.config.js';
import { house } from './vitest.house.js';
import { thinLine } from './vitest.thin-line.config.js';

export default defineConfig({
  test: {
    ...house,
    name: 'deploy',
    include: ['**/*.test.{ts,mjs}'],
    exclude: ['**/node_modules/**', 'dist/**', ...withCamera, thinLine],
  },
});
