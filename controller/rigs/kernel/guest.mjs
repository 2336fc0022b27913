// Boots the guest, runs one command in it, and gives back what that wrote.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guestKernel } from './guest-kernel.mjs';

/**
 * A Debian kernel with a simulated GPIO chip, on an emulated PC: KVM is not used, because it cannot be had everywhere that these
 * tests run. The guest sees the host's files at their own paths, read-only, so that the host's Node and packages run in it.
 * @param {string} command for `sh`; it may write to `/dev/exchange`
 * @param {string} answer name of the file there that it writes
 * @param {number} limitMs
 * @param {{ hasLine?: boolean }} [machine] whether it has a network, on which 10.0.2.2 is this machine's own loopback and nobody else is
 * @returns {Promise<{ answer: string, printed: string }>} the answer, empty when there is none, and all that the guest printed
 */
export async function runInGuest(command, answer, limitMs, { hasLine = false } = {}) {
  const { kernel, initrd } = await guestKernel();
  const exchange = await mkdtemp(join(tmpdir(), 'etapiste-guest-'));
  try {
    await writeFile(join(exchange, 'command'), command);
    const printed = await boot(kernel, initrd, exchange, limitMs, hasLine);
    const file = join(exchange, answer);
    return { answer: existsSync(file) ? await readFile(file, 'utf8') : '', printed };
  } finally {
    await rm(exchange, { recursive: true, force: true });
  }
}

/**
 * @param {string} kernel
 * @param {string} initrd
 * @param {string} exchange
 * @param {number} limitMs
 * @param {boolean} hasLine
 * @returns {Promise<string>} what the guest printed
 */
async function boot(kernel, initrd, exchange, limitMs, hasLine) {
  const shared = (/** @type {string} */ path, /** @type {string} */ tag) =>
    `local,path=${path},mount_tag=${tag},security_model=none,multidevs=remap`;
  const machine = ['-M', 'q35', '-cpu', 'max', '-accel', 'tcg,thread=multi', '-smp', '1', '-m', '1024'];
  const line = hasLine ? 'user,model=virtio-net-pci' : 'none';
  const bare = ['-nodefaults', '-nic', line, '-display', 'none', '-serial', 'stdio', '-no-reboot'];
  const files = ['-virtfs', `${shared('/', 'host')},readonly=on`, '-virtfs', shared(exchange, 'exchange')];
  const words = 'console=ttyS0 quiet panic=-1 nokaslr mitigations=off tsc=unstable';
  const parameters = [...machine, ...bare, ...files, '-kernel', kernel, '-initrd', initrd, '-append', words];
  // Ends also when whoever started it is killed.
  const program = ['--signal=KILL', String(limitMs / 1_000), 'qemu-system-x86_64', ...parameters];
  const qemu = spawn('timeout', program, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [qemu.stdout, qemu.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  await once(qemu, 'close');
  return printed;
}
