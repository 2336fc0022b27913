import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, in order: whoever begins it last waits for it alone. Times are by a machine with two cores. */
const longest = [
  'document-camera-healing', // 160 s
  'accessibility', // 140 s
  'booking-races', // 100 s
  'room-pins', // 90 s
  'press-line', // 70 s
  'live-line', // 70 s
  'kiosk-update', // 60 s
  'board.browser', // 60 s
  'kiosk.test', // 50 s
  'room-paper', // 45 s
  'supervisor', // 30 s
  'card', // 30 s
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.includes(`/${name}`));
      return index < 0 ? longest.length : index;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of vitest's, not of an array
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}

// Every package keeps its own vitest.config.ts; `npm test` runs them all in one go. Three files at a time also on two cores, where
// vitest would take one: they wait for real programs more than they work. Houses with a camera come after them, two at a time, and
// at last, alone, what counts the frames of a picture.
export default defineConfig({
  test: {
    projects: [
      'protocol',
      'controller',
      'gateway',
      'dashboard',
      'deploy',
      'deploy/vitest.camera.config.ts',
      'deploy/vitest.thin-line.config.ts',
    ],
    maxWorkers: Math.max(3, availableParallelism()),
    sequence: { sequencer: LongestFirst },
  },
});
