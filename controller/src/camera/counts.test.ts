import { readdirSync, readFileSync } from 'node:fs';
import { minutes, seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CameraBench } from '../testing/camera-bench.js';
import { count } from '../testing/counts.js';

const restarts = count(4, 200);
const filmFor = count(seconds(8), minutes(30));
const soon = { timeout: 100_000, interval: 50 };
vi.setConfig({ testTimeout: count(minutes(3), minutes(60)) });

const megabyte = 1024 * 1024;
const openFiles = () => readdirSync('/proc/self/fd').length;
const residentOf = (pid: number) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

let bench: CameraBench;
beforeEach(async () => {
  bench = await CameraBench.open();
});
afterEach(() => bench.close());

const live = () => vi.waitFor(() => expect(bench.last?.state).toBe('live'), soon);
const film = async () => {
  bench.reports.length = 0;
  bench.packets.length = 0;
  bench.supervisor.start(bench.order());
  await live();
};

test(`${restarts} cameras one after another leave nothing behind in the controller`, async () => {
  const round = async () => {
    await film();
    await bench.supervisor.stop();
  };
  // What is loaded once is loaded in the first rounds.
  for (let warm = 0; warm < 2; warm++) await round();
  const before = { files: openFiles(), resident: process.memoryUsage().rss };
  for (let done = 0; done < restarts; done++) await round();
  expect(openFiles()).toBe(before.files);
  expect((process.memoryUsage().rss - before.resident) / megabyte).toBeLessThan(40);
});

test('a camera that films on and on stays as small as it was', async () => {
  await film();
  const pid = bench.supervisor.pid as number;
  const samples: number[] = [];
  const endsMs = performance.now() + filmFor;
  await vi.waitFor(
    () => {
      samples.push(residentOf(pid));
      bench.packets.length = 0;
      expect(performance.now()).toBeGreaterThan(endsMs);
    },
    { timeout: filmFor + minutes(1), interval: 500 },
  );
  const sixth = Math.ceil(samples.length / 6);
  const [early, late] = [samples.slice(sixth, 2 * sixth), samples.slice(-sixth)];
  expect(bench.supervisor.pid).toBe(pid);
  expect(Math.max(...samples) / megabyte).toBeLessThan(200);
  expect((Math.min(...late) - Math.min(...early)) / megabyte).toBeLessThan(15);
});
