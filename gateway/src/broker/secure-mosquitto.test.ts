import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mosquittoAccessList, mosquittoConfiguration } from './mosquitto-rules.js';
import { secureBrokerContract } from './secure-broker-contract.js';
import { BrokerWorld } from './testing/broker-world.js';
import { SecureMosquitto } from './testing/secure-mosquitto.js';

secureBrokerContract('Mosquitto by our rules', async (authority, rooms) => {
  const mosquitto = await SecureMosquitto.start(authority);
  return {
    world: BrokerWorld.with(rooms, { external: mosquitto }),
    endsFloods: false,
    port: mosquitto.roomsPort,
    revoke: (serial) => mosquitto.revoke(serial),
    remove: () => mosquitto.remove(),
  };
});

describe('the files for Mosquitto', () => {
  const file = (name: string) => new URL(`../../../deploy/broker/${name}`, import.meta.url);

  it.each([
    ['acl', mosquittoAccessList()],
    ['mosquitto.conf', mosquittoConfiguration({ folder: '/etc/mosquitto/etapiste', roomsPort: 8883, hubPort: 1883 })],
  ])('%s says what the embedded broker does', (name, expected) => {
    expect(existsSync(file(name)) && readFileSync(file(name), 'utf8')).toBe(expected);
  });
});
