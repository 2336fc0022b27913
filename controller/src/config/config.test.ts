import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigProblems, configSchema, readConfig, wantsHelp } from './config.js';
import { helpText } from './help.js';

describe("a controller's configuration", () => {
  let folder: string;
  let good: Record<string, string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'etapiste-config-'));
    writeFileSync(join(folder, 'password'), 'aaa-bbb\n');
    writeFileSync(join(folder, 'empty'), '\n');
    good = { ETAPISTE_ROOM_ID: 'porvoo-1', ETAPISTE_MQTT_PASSWORD_FILE: join(folder, 'password'), ETAPISTE_DATA_DIR: folder };
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const problems = (environment: Record<string, string>, args = ['--simulate', '0']): readonly string[] => {
    try {
      readConfig(args, environment);
    } catch (error) {
      if (error instanceof ConfigProblems) return error.problems;
      throw error;
    }
    return [];
  };

  it('is complete with a room, a password file, a folder and a driver', () => {
    expect(readConfig(['--simulate', '8090'], good)).toEqual({
      roomId: 'porvoo-1',
      mqtt: { url: 'mqtt://127.0.0.1:1883', password: 'aaa-bbb', ca: undefined },
      dataDir: folder,
      logLevel: 'info',
      simulate: { port: 8090, allowOrigins: [] },
    });
  });

  it('tells every problem at once, each with the name of its key', () => {
    const wrong = {
      ETAPISTE_ROOM_ID: 'Porvoo 1',
      ETAPISTE_MQTT_URL: 'http://x',
      ETAPISTE_LOG_LEVEL: 'loud',
      ETAPISTE_DATA_DIR: '',
    };
    const keys = problems(wrong, []).map((problem) => problem.split(':')[0]);
    expect(keys).toEqual([
      'ETAPISTE_ROOM_ID',
      'ETAPISTE_MQTT_URL',
      'ETAPISTE_MQTT_PASSWORD_FILE',
      'ETAPISTE_DATA_DIR',
      'ETAPISTE_LOG_LEVEL',
      '--simulate',
    ]);
    expect(problems(wrong, [])).toContain('ETAPISTE_DATA_DIR: is missing');
  });

  it('takes no unprotected line out of this machine', () => {
    expect(problems({ ...good, ETAPISTE_MQTT_URL: 'mqtt://hub.example' })).toHaveLength(1);
    for (const url of ['mqtts://hub.example:8883', 'mqtt://localhost', 'mqtt://127.0.0.2:1999', 'mqtt://[::1]:1883'])
      expect(problems({ ...good, ETAPISTE_MQTT_URL: url })).toEqual([]);
  });

  it('takes secrets only from a file that has one', () => {
    for (const name of ['missing', 'empty'])
      expect(problems({ ...good, ETAPISTE_MQTT_PASSWORD_FILE: join(folder, name) })[0]).toMatch(/^ETAPISTE_MQTT_PASSWORD_FILE: /);
  });

  it('takes a list of origins and no addresses of pages', () => {
    const read = (list: string) => readConfig(['--simulate', '0'], { ...good, ETAPISTE_SIMULATE_ALLOW_ORIGIN: list });
    expect(read('http://127.0.0.1:8080, https://demo.example').simulate.allowOrigins).toHaveLength(2);
    expect(problems({ ...good, ETAPISTE_SIMULATE_ALLOW_ORIGIN: 'http://127.0.0.1:8080/kiosk' })).toHaveLength(1);
  });

  it('says which flag nobody knows', () => {
    expect(problems(good, ['--imitate', '1']).join()).toContain('--imitate');
  });

  it('is explained by --help, key by key', () => {
    expect(wantsHelp(['--help'])).toBe(true);
    for (const key of Object.keys(configSchema.shape)) expect(helpText()).toContain(key);
    expect(helpText()).toContain('default mqtt://127.0.0.1:1883');
  });
});
