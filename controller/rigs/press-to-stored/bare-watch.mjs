// The least that can watch a button and tell the hub: it believes whatever it reads, keeps nothing, and says each press once. Same
// message, same receipt and same words on standard output as the controller: `bare-watch.mjs pins|firmata|zigbee|simulated …`.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { callMessages, deviceMessages, EnvelopeStamp, newId } from '@etapiste/protocol';
import mqtt from 'mqtt';

const roomId = process.env['ETAPISTE_ROOM_ID'] ?? '';
const stamp = new EnvelopeStamp(newId(), () => new Date());
const tell = (/** @type {object} */ words) => process.stdout.write(`${JSON.stringify(words)}\n`);

const client = await mqtt.connectAsync(process.env['ETAPISTE_MQTT_URL'] ?? '', {
  protocolVersion: 4,
  clientId: `room-${roomId}`,
  username: roomId,
  password: readFileSync(process.env['ETAPISTE_MQTT_PASSWORD_FILE'] ?? '', 'utf8').trim(),
});
client.on('message', (topic, payload) => {
  const said = JSON.parse(String(payload));
  if (topic === callMessages.confirmed.topic(roomId))
    tell({ msg: 'press is confirmed by the hub', call: said.callId, outcome: said.outcome });
  else if (said.call === null) tell({ word: 'dark' });
});
await client.subscribeAsync([callMessages.confirmed.topic(roomId), callMessages.state.topic(roomId)], { qos: 1 });
await say(deviceMessages.presence, { state: 'online', connection: 1 });

const [, , wall = '', ...where] = process.argv;
const watches = { pins: watchPin, firmata: watchUno, zigbee: watchRadio, simulated: watchDoor };
const simulate = await watches[/** @type {keyof typeof watches} */ (wall)](...where);
tell({ msg: 'the controller is up', simulate });

function press() {
  const payload = { id: newId(), source: 'wall-button', ageMs: 0, clockSynced: false, pressedAt: new Date().toISOString() };
  void say(callMessages.raised, payload);
}

/**
 * @param {{ topic: (roomId: string) => string, retain: boolean }} message
 * @param {object} payload
 */
async function say({ topic, retain }, payload) {
  await client.publishAsync(topic(roomId), JSON.stringify(stamp.stamp(payload)), { qos: 1, retain });
}

/** What onoff's manual begins with. */
async function watchPin(pin = '') {
  const { Gpio } = await import('onoff');
  const { findSysfsChip, sysfsNumber } = await import('../../dist/hardware/onoff/sysfs.js');
  new Gpio(sysfsNumber(findSysfsChip(), Number(pin)), 'in', 'falling').watch(press);
}

async function watchUno(port = '', pin = '') {
  const { default: firmata } = await import('firmata-io');
  const { SerialPort } = await import('serialport');
  const io = new firmata.Firmata(new SerialPort({ path: port, baudRate: 57_600 }));
  await once(io, 'ready');
  io.pinMode(Number(pin), io.MODES.PULLUP);
  await new Promise((resolve) => {
    io.digitalRead(Number(pin), (/** @type {number} */ level) => (level === 0 ? press() : resolve(level)));
  });
}

async function watchRadio(broker = '', topic = '') {
  const local = await mqtt.connectAsync(broker, { protocolVersion: 4 });
  local.on('message', (_topic, payload) => payload.includes('"action"') && press());
  await local.subscribeAsync(topic, { qos: 1 });
}

async function watchDoor() {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes) => (body += bytes));
    request.on('end', () => {
      if (JSON.parse(body).action === 'down') press();
      response.writeHead(204).end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
}
