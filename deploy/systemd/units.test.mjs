import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));
const units = readdirSync(join(folder, 'system')).filter((name) => name.endsWith('.service'));
const textOf = (/** @type {string} */ path) => readFileSync(join(folder, path), 'utf8');

/** systemd's own figure: 0 is a service that can do nothing, 10 one that can do everything; Debian's own units of mosquitto and janus have 9.6. */
const mostExposure = 2;

/** @type {string} a machine's root on which the units are installed, with nothing in its programs */
let root;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'etapiste-units-'));
  cpSync(join(folder, 'system'), join(root, 'etc/systemd/system'), { recursive: true });
  // What the units hang on: systemd's own targets.
  cpSync('/lib/systemd/system', join(root, 'usr/lib/systemd/system'), { recursive: true, verbatimSymlinks: true });
  for (const program of ['usr/bin/node', 'usr/bin/janus', 'usr/sbin/mosquitto']) {
    mkdirSync(join(root, dirname(program)), { recursive: true });
    writeFileSync(join(root, program), '');
    chmodSync(join(root, program), 0o755);
  }
  mkdirSync(join(root, 'opt/zigbee2mqtt'), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each(units)('systemd understands every line of %s', (unit) => {
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', `--root=${root}`, '--man=no', unit], { encoding: 'utf8' });
  expect(stderr.split('\n').filter((line) => /etapiste/.test(line))).toEqual([]);
  expect(status).toBe(0);
});

test.each(units)(`systemd finds %s exposed by ${mostExposure} of 10 at most`, (unit) => {
  const report = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', join(folder, 'system', unit)], {
    encoding: 'utf8',
  });
  const exposure = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(report)?.[1]);
  console.log(`${unit}: exposure ${exposure} of 10`);
  expect(exposure).toBeLessThanOrEqual(mostExposure);
});

test('the controller is started again for ever, and when it says nothing for 15 s', () => {
  const unit = textOf('system/etapiste-controller.service');
  const watchdog = ['Type=notify', 'WatchdogSec=15', 'WatchdogSignal=SIGKILL'];
  const lines = [...watchdog, 'Restart=always', 'RestartSec=2', 'StartLimitIntervalSec=0', 'LimitCORE=0'];
  expect(unit.split('\n')).toEqual(expect.arrayContaining(lines));
});

test('the call button waits for nobody: not for a network, a radio, a hub or a disk', () => {
  const unit = textOf('system/etapiste-controller.service');
  expect(unit).not.toMatch(/^(Requires|BindsTo|Requisite|Wants|RequiresMountsFor)=/m);
  expect(unit).not.toContain('network-online');
});

test("the radio's broker and zigbee2mqtt are reached from this machine only", () => {
  expect(textOf('etapiste/mosquitto.conf')).toMatch(/^listener 1884 127\.0\.0\.1$/m);
  for (const unit of ['system/mosquitto.service.d/etapiste.conf', 'system/etapiste-zigbee2mqtt.service'])
    expect(textOf(unit)).toMatch(/^IPAddressDeny=any\nIPAddressAllow=localhost$/m);
});

test('the example of a room names keys that the controller knows', () => {
  const program = fileURLToPath(new URL('../../controller/dist/main.js', import.meta.url));
  expect(existsSync(program)).toBe(true);
  const help = execFileSync(process.execPath, [program, '--help'], { encoding: 'utf8' });
  const keys = [...textOf('etapiste/controller.env.example').matchAll(/^(ETAPISTE_\w+)=/gm)].map(([, key]) => key);
  expect(keys.length).toBeGreaterThan(3);
  expect(keys.filter((key) => !help.includes(`  ${key}\n`))).toEqual([]);
});
