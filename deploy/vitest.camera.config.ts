import { defineConfig } from 'vitest/config';
import { house } from './vitest.house.js';

/** Whole houses with a camera, its picture and a media server. */
export const withCamera = [
  'accessibility',
  'document-camera',
  'document-camera-healing',
  'document-camera-privacy',
  'keyboard-staff',
  'paper-viewer',
  'room-paper',
  'secrets-in-logs',
  'start-page',
].map((name) => `system-tests/${name}.test.ts`);

export default defineConfig({
  test: { ...house, name: 'deploy with camera', include: withCamera, maxWorkers: 2, sequence: { groupOrder: 1 } },
});
