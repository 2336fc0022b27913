import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkNode, readMachine } from './machine.mjs';
import { portsOf, readSettings } from './settings.mjs';

const engines = '^20.19.0 || ^22.13.0 || >=24.11.0';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etapiste-machine-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each(['20.19.0', '20.20.2', '22.13.1', '24.11.0', '24.12.0', '26.0.0'])('Node %s is new enough', (version) => {
  expect(() => checkNode(engines, version)).not.toThrow();
});

test.each(['18.20.4', '20.18.9', '21.7.3', '22.12.0', '23.11.0', '24.10.9'])('Node %s is refused with the way out', (version) => {
  expect(() => checkNode(engines, version)).toThrow(
    /^Etäpiste needs Node .*, and this is [\d.]+: install Node 24 from .* run the command again\.$/,
  );
});

test.each([
  ['Debian 12', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n', true],
  ['Raspberry Pi OS', 'PRETTY_NAME="Raspbian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=raspbian\nID_LIKE=debian\n', true],
  ['an older Debian', 'PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"\nVERSION_ID="11"\nID=debian\n', false],
  ['Fedora', 'NAME="Fedora Linux"\nID=fedora\nVERSION_ID=43\n', false],
])('%s is recognised', (_, text, isDebian) => {
  writeFileSync(join(folder, 'os-release'), text);
  expect(readMachine(join(folder, 'os-release')).isDebian).toBe(isDebian);
});

test('a machine that does not say what it is gets no packages installed', () => {
  expect(readMachine(join(folder, 'nothing')).isDebian).toBe(false);
});

test('every bad variable is named at once', () => {
  const env = { ETAPISTE_HTTP_PORT: 'eighty', ETAPISTE_SIMULATE_PORT: '65535', ETAPISTE_JANUS_PORTS: '65500' };
  expect(() => readSettings(env, folder)).toThrow(/ETAPISTE_HTTP_PORT="eighty".*ETAPISTE_SIMULATE_PORT.*ETAPISTE_JANUS_PORTS/);
});

test('an external broker needs no port of ours', () => {
  const settings = readSettings({ ETAPISTE_MQTT_URL: 'mqtt://broker.test' }, folder);
  expect(portsOf(settings).map(({ port }) => port)).toEqual([8080, 8090, 8091]);
});
