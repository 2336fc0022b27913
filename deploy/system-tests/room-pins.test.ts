import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

// The pins of a Raspberry Pi through gpiochip and onoff, on the real kernel: boards.kernel.test.ts of the controller runs inside a
// guest, and is shown here test by test. Among the whole houses, because an emulated processor leaves nothing to cameras beside it.
const rig = fileURLToPath(new URL('../../controller/rigs/kernel/main.mjs', import.meta.url));

interface GuestTest {
  readonly title: string;
  readonly failure?: string;
}

/** Debian 12 on a PC has kernel, headers and source of one version; elsewhere the guest has not been tried. */
function reasonToSkip(): string | undefined {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (/^ID=debian$/m.test(release) && /^VERSION_ID="12"$/m.test(release) && process.arch === 'x64') return undefined;
  return 'the guest is made of packages of Debian 12 for amd64, and this is another system';
}

const reason = reasonToSkip();
const { results, printed } = reason ? { results: [], printed: '' } : await runTestsInGuest();

describe.skipIf(reason)(`the pins of a Raspberry Pi on the real kernel${reason ? ` (not tried: ${reason})` : ''}`, () => {
  it('were tried to the end', () => {
    expect(printed).toContain('every test has run');
    expect(results.length).toBeGreaterThan(30);
  });

  it.for(results.map(({ title, failure }) => [title, failure] as const))('%s', ([, failure]) => {
    expect(failure).toBeUndefined();
  });
});

async function runTestsInGuest(): Promise<{ results: readonly GuestTest[]; printed: string }> {
  const { stdout } = await promisify(execFile)(process.execPath, [rig, 'tests'], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as { results: readonly GuestTest[]; printed: string };
}
