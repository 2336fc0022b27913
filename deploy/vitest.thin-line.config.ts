import { defineConfig } from 'vitest/config';
import { house } from './vitest.house.js';

/** Its frames a second are counted: nothing else may take the processor from its encoder and its browser. */
export const thinLine = 'system-tests/document-camera-thin-line.test.ts';

export default defineConfig({
  test: { ...house, name: 'deploy on a thin line', include: [thinLine], maxWorkers: 1, sequence: { groupOrder: 2 } },
});
