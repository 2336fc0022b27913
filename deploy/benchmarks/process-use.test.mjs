import { expect, test } from 'vitest';
import { cpuMsOf, memoryMbOf } from './process-use.mjs';

test('the time of a process is that of its work', () => {
  const before = cpuMsOf(process.pid);
  const own = process.cpuUsage();
  while (process.cpuUsage(own).user < 150_000) Math.sqrt(2);
  const took = process.cpuUsage(own);
  // Ticks of 10 ms, at both ends.
  expect(Math.abs(cpuMsOf(process.pid) - before - (took.user + took.system) / 1_000)).toBeLessThan(30);
});

test('the memory of a process is what it holds', () => {
  const megabytes = process.memoryUsage.rss() / 1_000_000;
  expect(memoryMbOf(process.pid) / megabytes).toBeCloseTo(1, 0);
});
