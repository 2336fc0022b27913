import { afterEach } from 'vitest';
import { House } from './house.js';

// What the programs said last is gone with their house; a failure in CI must tell it at once.
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.error(`${task.name}: the last words of the programs\n${House.lastWords()}`);
});
