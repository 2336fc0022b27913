// The guest's kernel and first file system: Debian's own kernel, and the simulated GPIO chip that Debian leaves out of it, made from
// Debian's own source of the same kernel. Kept in `.test/kernel/`, made anew when the kernel or this folder changes.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const cache = here('../../../.test/kernel/');
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };

/** What the guest needs of Debian's own modules, besides those that these need. */
const debianModules = ['virtio_pci', 'virtio_net', '9pnet_virtio', '9p', 'configfs'];
const simulatedChip = ['irq_sim.ko', 'gpio-sim.ko'];
const sources = ['drivers/gpio/gpio-sim.c', 'drivers/gpio/gpiolib.h', 'kernel/irq/irq_sim.c'];

/**
 * @returns {Promise<{ kernel: string, initrd: string }>} files that QEMU boots
 * @throws {Error} with one sentence, when a Debian package is missing
 */
export async function guestKernel() {
  const version = headersVersion();
  const recipe = createHash('sha256');
  for (const name of ['init', 'guest-kernel.mjs']) recipe.update(readFileSync(here(name)));
  const ready = join(cache, `${version}-${recipe.digest('hex').slice(0, 12)}`);
  if (!existsSync(ready)) await build(version, ready);
  return { kernel: join(ready, 'vmlinuz'), initrd: join(ready, 'initrd') };
}

/** The newest kernel whose headers are installed: what gpio-sim is built against. */
function headersVersion() {
  const versions = readdirSync('/usr/src').flatMap((name) => /^linux-headers-(\d.*-amd64)$/.exec(name)?.[1] ?? []);
  const newest = versions.toSorted(new Intl.Collator('en', { numeric: true }).compare).at(-1);
  if (!newest) throw new Error('The Debian package linux-headers-amd64 is not installed.');
  return newest;
}

/**
 * @param {string} version of the kernel: 6.1.0-56-amd64
 * @param {string} ready folder that is there only when all of it is
 */
async function build(version, ready) {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'making-'));
  try {
    const image = await unpackImage(version, work);
    const made = join(work, 'made');
    await mkdir(made);
    await copyFile(join(image, 'boot', `vmlinuz-${version}`), join(made, 'vmlinuz'));
    const modules = [...(await modulesOf(image, version)), ...(await buildSimulatedChip(version, work))];
    await packInitrd(modules, work, join(made, 'initrd'));
    await rename(made, ready).catch((error) => {
      if (!existsSync(ready)) throw error; // Else somebody else has made the same meanwhile.
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * The kernel's package is unpacked, not installed: this machine keeps the kernel that it has.
 * @param {string} version
 * @param {string} work
 */
async function unpackImage(version, work) {
  const name = `linux-image-${version}`;
  const download = () => run('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', 'download', name], { cwd: work });
  // Package lists may be old, or thrown away to keep an image small.
  const updated = () => run('apt-get', ['-q', 'update']).then(download);
  await download()
    .catch(updated)
    .catch((error) => {
      throw new Error(
        `Debian's package ${name} cannot be had ("apt-get update" and "apt-get upgrade" may help): ${error.stderr}`,
      );
    });
  const file = readdirSync(work).find((entry) => entry.startsWith(`${name}_`));
  await run('dpkg-deb', ['-x', join(work, String(file)), join(work, 'image')]);
  return join(work, 'image');
}

/**
 * @param {string} image
 * @param {string} version
 * @returns {Promise<string[]>} files of modules, each after those that it needs
 */
async function modulesOf(image, version) {
  await run('depmod', ['-b', image, version], { env });
  const { stdout } = await run('modprobe', ['-d', image, '-S', version, '-a', '--show-depends', ...debianModules], { env });
  return [...new Set(stdout.split('\n').flatMap((line) => /^insmod (\S+)/.exec(line)?.[1] ?? []))];
}

/**
 * Two things of the source are changed: interrupts that software makes are no module in Linux 6.1, and one function that they call
 * is not for modules (the other that does the same is).
 * @param {string} version
 * @param {string} work
 */
async function buildSimulatedChip(version, work) {
  const archive = readdirSync('/usr/src').find((name) => /^linux-source-.*\.tar\.xz$/.test(name));
  if (!archive) throw new Error('The Debian package linux-source-6.1 is not installed.');
  const folder = basename(archive, '.tar.xz');
  await run('tar', ['-xJf', join('/usr/src', archive), '-C', work, ...sources.map((source) => `${folder}/${source}`)]);
  const chip = join(work, 'chip');
  await mkdir(chip);
  for (const source of sources) await copyFile(join(work, folder, source), join(chip, basename(source)));
  const interrupts = await readFile(join(chip, 'irq_sim.c'), 'utf8');
  const mended = interrupts.replace(/handle_simple_irq\(irq_to_desc\((\w+)\)\)/, 'generic_handle_irq($1)');
  await writeFile(join(chip, 'irq_sim.c'), `#include <linux/module.h>\n${mended}\nMODULE_LICENSE("GPL");\n`);
  await writeFile(join(chip, 'Makefile'), 'obj-m := irq_sim.o gpio-sim.o\n');
  await run('make', ['-s', '-C', `/usr/src/linux-headers-${version}`, `M=${chip}`, 'modules']);
  const files = simulatedChip.map((name) => join(chip, name));
  await run('strip', ['--strip-debug', ...files]);
  return files;
}

/**
 * @param {readonly string[]} modules
 * @param {string} work
 * @param {string} initrd
 */
async function packInitrd(modules, work, initrd) {
  const root = join(work, 'root');
  for (const folder of ['bin', 'modules', 'proc', 'dev', 'host']) await mkdir(join(root, folder), { recursive: true });
  await copyFile('/bin/busybox', join(root, 'bin', 'busybox'));
  await copyFile(here('init'), join(root, 'init'));
  for (const module of modules) await copyFile(module, join(root, 'modules', basename(module)));
  await writeFile(join(root, 'modules', 'order'), modules.map((module) => basename(module)).join('\n'));
  await run('sh', ['-c', 'chmod +x init && find . | cpio -o -H newc --quiet | gzip -1 >"$1"', 'sh', initrd], { cwd: root });
}
