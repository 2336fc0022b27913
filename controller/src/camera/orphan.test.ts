import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** The built ones: a controller that is killed and its camera's process are processes, in tests too. */
const built = (module: string) => new URL(`../../dist/${module}`, import.meta.url).href;
/** What docs/document-camera.md promises; the kernel needs no such time, a busy machine may. */
const goneWithin = { timeout: seconds(2), interval: 20 };

let folder: string;
let controllers: ChildProcess[];
let cameras: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etapiste-orphan-'));
  controllers = [];
  cameras = [];
});
afterEach(async () => {
  for (const controller of controllers) controller.kill('SIGKILL');
  for (const pid of cameras.filter(isAlive)) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true });
});

const program = async (name: string, text: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};

const order = `{ key: Buffer.alloc(30).toString('base64'), host: '127.0.0.1', port: 9, kbps: 1000, mode: 'paper' }`;

/** A controller that does nothing but film. It prints the camera's process, and each of its beats. */
async function controllerWith(sender: string) {
  const file = await program(
    'controller.mjs',
    `import { SenderProcess } from '${built('camera/sender-process.js')}';
     import { simulatedCamera } from '${built('camera/camera-choice.js')}';
     import { systemClock } from '${built('clock/index.js')}';
     const listener = { pulse: () => console.log('pulse'), ended: () => undefined };
     console.log(new SenderProcess(new URL('${sender}'), ${order}, simulatedCamera, listener, systemClock).pid);`,
  );
  const controller = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  controllers.push(controller);
  const lines = createInterface({ input: controller.stdout })[Symbol.asyncIterator]();
  const pid = Number((await lines.next()).value);
  cameras.push(pid);
  return { controller, pid, beat: () => lines.next() };
}

const isAlive = (pid: number) => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

describe('a controller that is killed leaves nobody filming', () => {
  test.each([0, 60, 120, 250])('also when it dies %i ms after it began to film', async (ms) => {
    const { controller, pid } = await controllerWith(built('camera/sender.js'));
    await pause(ms);
    controller.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), goneWithin);
  });

  test('also while GStreamer holds the camera’s process, which then hears of nothing', async () => {
    const hung = await program(
      'hung.mjs',
      `process.on('message', () => process.send({ kind: 'pulse', frames: 1 }, () => { for (;;); }));`,
    );
    const { controller, pid, beat } = await controllerWith(`file://${hung}`);
    await beat();
    controller.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), goneWithin);
  });

  test.each([0, 60, 120, 250])('also where the kernel does not help, and the line closes after %i ms', async (ms) => {
    const camera = fork(new URL(built('camera/sender.js')), [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    cameras.push(camera.pid as number);
    const ended = once(camera, 'exit');
    await pause(ms);
    camera.disconnect();
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
});
