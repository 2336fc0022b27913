import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedCamera } from '../camera/index.js';
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
      hub: undefined,
      room: { roomId: 'porvoo-1', url: 'mqtt://127.0.0.1:1883', password: 'aaa-bbb' },
      dataDir: folder,
      documentCamera: simulatedCamera,
      logLevel: 'info',
      hardware: undefined,
      simulate: { port: 8090, allowOrigins: [] },
      systemd: undefined,
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
      'ETAPISTE_DATA_DIR',
      'ETAPISTE_LOG_LEVEL',
      'ETAPISTE_MQTT_PASSWORD_FILE',
      '--simulate',
    ]);
    expect(problems(wrong, [])).toContain('ETAPISTE_DATA_DIR: is missing');
  });

  it('takes the hardware of a real room from its file, and says in one go what is wrong in it', () => {
    const file = join(folder, 'hardware.yaml');
    const real = { ...good, ETAPISTE_HARDWARE_FILE: file, ETAPISTE_DOCUMENT_CAMERA: 'v4l2:/dev/video0' };
    writeFileSync(file, 'callButtons: [{ driver: auto, pin: 17, active: low, pull: up }]');
    expect(readConfig([], real)).toMatchObject({
      hardware: { callButtons: [{ driver: 'auto', pin: 17, active: 'low', pull: 'up', stableMs: 50 }], lamps: [] },
      simulate: undefined,
    });
    writeFileSync(file, 'callButtons: [{ driver: auto, pin: -1, active: low, pull: up }]\nlamp: 27');
    expect(problems(real, []).join()).toMatch(/ETAPISTE_HARDWARE_FILE: .*hardware\.yaml: .*lamp.*callButtons\[0\]\.pin/s);
    writeFileSync(file, 'callButtons: [{ driver: zigbee, device: call-button }]');
    expect(problems(real, []).join()).toContain('needs the section "zigbee:"');
    const pin = 'driver: auto, pin: 17, active: low';
    writeFileSync(file, `callButtons: [{ ${pin}, pull: up }]\nlamps: [{ ${pin} }]`);
    expect(problems(real, []).join()).toContain('pin 17 is taken by a part above');
    writeFileSync(file, 'callButtons: [');
    expect(problems(real, []).join()).toMatch(/ETAPISTE_HARDWARE_FILE: .*line 1/s);
    expect(problems({ ...real, ETAPISTE_HARDWARE_FILE: join(folder, 'missing') }, []).join()).toContain('ENOENT');
  });

  it('films a simulated paper only in a simulated room', () => {
    expect(problems(good, [])).toEqual([
      expect.stringContaining('--simulate: '),
      expect.stringContaining('ETAPISTE_DOCUMENT_CAMERA: '),
    ]);
  });

  it('takes a password to this very machine only', () => {
    for (const url of ['mqtt://hub.example', 'mqtts://hub.example:8883'])
      expect(problems({ ...good, ETAPISTE_MQTT_URL: url })).toEqual([expect.stringMatching(/^ETAPISTE_MQTT_URL: .+/)]);
    for (const url of ['mqtt://localhost', 'mqtt://127.0.0.2:1999', 'mqtt://[::1]:1883'])
      expect(problems({ ...good, ETAPISTE_MQTT_URL: url })).toEqual([]);
  });

  it('is complete with a hub that is known by its fingerprint, which then says to which room it belongs', () => {
    const hub = { ETAPISTE_HUB_URL: 'https://hub.example', ETAPISTE_DATA_DIR: folder };
    const fingerprint = '3F2A:'.repeat(16).slice(0, -1);
    const enrolled = { ...hub, ETAPISTE_HUB_CA_FINGERPRINT: fingerprint };
    expect(readConfig(['--simulate', '0'], enrolled)).toMatchObject({
      hub: { url: 'https://hub.example', fingerprint },
      room: undefined,
    });
    expect(problems(hub)).toEqual([expect.stringContaining('ETAPISTE_HUB_CA_FINGERPRINT: is missing')]);
    expect(problems({ ...enrolled, ETAPISTE_HUB_CA_FINGERPRINT: '3F2A' })).toHaveLength(1);
    expect(problems({ ...enrolled, ETAPISTE_ROOM_ID: 'porvoo-1' })).toHaveLength(1);
    expect(problems({ ...enrolled, ETAPISTE_HUB_URL: 'http://hub.example' })).toHaveLength(1);
    expect(problems({ ...hub, ETAPISTE_HUB_URL: 'http://127.0.0.1:8080' })).toEqual([]);
  });

  it('takes secrets only from a file that has one', () => {
    for (const name of ['missing', 'empty'])
      expect(problems({ ...good, ETAPISTE_MQTT_PASSWORD_FILE: join(folder, name) })[0]).toMatch(/^ETAPISTE_MQTT_PASSWORD_FILE: /);
  });

  it('takes a list of origins and no addresses of pages', () => {
    const read = (list: string) => readConfig(['--simulate', '0'], { ...good, ETAPISTE_SIMULATE_ALLOW_ORIGIN: list });
    expect(read('http://127.0.0.1:8080, https://demo.example').simulate?.allowOrigins).toHaveLength(2);
    expect(problems({ ...good, ETAPISTE_SIMULATE_ALLOW_ORIGIN: 'http://127.0.0.1:8080/kiosk' })).toHaveLength(1);
  });

  it('takes any document camera that it can understand, and says in one sentence why not', () => {
    const camera = (value: string) => ({ ...good, ETAPISTE_DOCUMENT_CAMERA: value });
    const choice = (value: string) => readConfig(['--simulate', '0'], camera(value)).documentCamera.source;
    expect(choice('v4l2:/dev/v4l/by-id/usb-IPEVO_V4K-video-index0')).toEqual({
      kind: 'v4l2',
      path: '/dev/v4l/by-id/usb-IPEVO_V4K-video-index0',
    });
    expect(choice('gst:videotestsrc is-live=true ! timeoverlay')).toEqual({
      kind: 'gst',
      description: 'videotestsrc is-live=true ! timeoverlay',
    });
    for (const wrong of ['webcam', 'v4l2:', 'v4l2:video0', 'v4l2:/dev/"x', 'gst:', 'gst:videotestsrc !', 'simulated:x'])
      expect(problems(camera(wrong))).toEqual([expect.stringMatching(/^ETAPISTE_DOCUMENT_CAMERA: .+/)]);
  });

  it('takes a picture size that can be encoded', () => {
    const picture = (value: string) => ({ ...good, ETAPISTE_DOCUMENT_CAMERA_PICTURE: value });
    expect(readConfig(['--simulate', '0'], picture('1920x1080@25')).documentCamera).toMatchObject({
      width: 1920,
      height: 1080,
      framesPerSecond: 25,
    });
    for (const wrong of ['big', '1280x720', '1281x720@30', '16x16@30', '9000x720@30', '1280x720@1', '1280x720@90'])
      expect(problems(picture(wrong))).toEqual([expect.stringMatching(/^ETAPISTE_DOCUMENT_CAMERA_PICTURE: is .+/)]);
  });

  it("knows systemd's patience where systemd wants to be told how it goes", () => {
    const systemd = (more: Record<string, string>) => readConfig(['--simulate', '0'], { ...good, ...more }).systemd;
    expect(systemd({ NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '15000000' })).toEqual({ watchdogMs: 15_000 });
    expect(systemd({ NOTIFY_SOCKET: '/run/systemd/notify' })).toEqual({ watchdogMs: undefined });
    expect(systemd({ WATCHDOG_USEC: '15000000' })).toBeUndefined();
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
