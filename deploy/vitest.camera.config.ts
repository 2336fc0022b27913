import { defineConfig } from 'vitest/config';

/** Whole houses with a camera, its picture and a media server. */
export const withCamera = [
  'accessibility',
  'document-camera',
  'document-camera-healing',
  'document-camera-privacy',
  'document-camera-thin-line',
  'keyboard-staff',
  'paper-viewer',
  'room-paper',
  'start-page',
].map((name) => `system-tests/${name}.test.ts`);

// After all others: an encoder and a browser that decodes need the processor to themselves, but most of the time they wait.
export default defineConfig({
  test: {
    name: 'camera',
    include: withCamera,
    testTimeout: 240_000,
    setupFiles: ['system-tests/on-failure.ts'],
    hookTimeout: 240_000,
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
});
