import { existsSync, readFileSync } from 'node:fs';
import { callMessages, newId } from '@etapiste/protocol';
import { connectAsync, type MqttClient } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { soon } from '../testing/soon.js';
import { mosquittoAccessList, mosquittoConfiguration } from './mosquitto-rules.js';
import { clientIdOf } from './rights.js';
import { secureBrokerContract } from './secure-broker-contract.js';
import { BrokerWorld } from './testing/broker-world.js';
import { SecureMosquitto } from './testing/secure-mosquitto.js';
import { TestAuthority, type TestCredential } from './testing/test-authority.js';

secureBrokerContract('Mosquitto by our rules', async (authority, rooms) => {
  const mosquitto = await SecureMosquitto.start(authority);
  return {
    world: BrokerWorld.with(rooms, { external: mosquitto, authority }),
    endsFloods: false,
    port: mosquitto.roomsPort,
    revoke: (serial) => mosquitto.revoke(serial),
    remove: () => mosquitto.remove(),
  };
});

describe('a hub beside a Mosquitto that knows no list of revoked certificates', () => {
  it('does not hear a room that has no certificate left, and cuts it off whenever it speaks', async () => {
    const authority = await TestAuthority.make();
    const [stolen, good] = [await authority.issue('porvoo-1'), await authority.issue('porvoo-2')];
    const mosquitto = await SecureMosquitto.start(authority);
    const world = BrokerWorld.with(['porvoo-1', 'porvoo-2'], { external: mosquitto, authority });
    const pressed: string[] = [];
    world.link.on(callMessages.raised, (roomId) => void pressed.push(roomId));
    await world.start();
    await soon(() => expect(world.broker.isConnected).toBe(true));
    const enter = (roomId: string, { key, cert }: TestCredential) =>
      connectAsync(`mqtts://localhost:${mosquitto.roomsPort}`, {
        key,
        cert,
        ca: authority.ca.certificate,
        protocolVersion: 4,
        clientId: clientIdOf(roomId),
        reconnectPeriod: 0,
      });
    const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()));
    const press = (client: MqttClient, roomId: string) => {
      const payload = world.envelopes.stamp({ ...callMessages.raised.example, id: newId() });
      client.publish(callMessages.raised.topic(roomId), JSON.stringify(payload), { qos: 1 });
    };
    const [thief, other] = [await enter('porvoo-1', stolen), await enter('porvoo-2', good)];
    const gone = closed(thief);
    await authority.revoke(stolen.serial);
    await gone;
    const back = await enter('porvoo-1', stolen);
    const goneAgain = closed(back);
    world.clock.pass(1_000);
    press(back, 'porvoo-1');
    press(other, 'porvoo-2');
    await goneAgain;
    await soon(() => expect(pressed).toEqual(['porvoo-2']));
    expect(other.connected).toBe(true);
    await other.endAsync(true);
    await world.stop();
    await mosquitto.remove();
    authority.remove();
  });
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
