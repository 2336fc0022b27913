// zigbee2mqtt itself in a process of its own, with the simulated radio in place of a stick. Started by `fork` with its data folder
// as the argument; takes orders by the process's channel and answers each by its id. SIGTERM stops it as systemd would.
import { createRequire } from 'node:module';
import { hrtime } from 'node:process';
import { battery, models, motion } from './devices.mjs';
import { SimulatedRadio } from './simulated-radio.mjs';

/**
 * What a device shall do. Every order says which device and what it is: a far side that was killed knows none any more. The answer
 * to each says in `atNs` when its frame left, by CLOCK_MONOTONIC.
 * @typedef {{ id: number, ieee: string, model: string } & (
 *   | { order: 'join' | 'leave' }
 *   | { order: 'act', action: string, copies: number }
 *   | { order: 'move', isOccupied: boolean }
 *   | { order: 'battery', percent: number })} Order
 */

process.env['ZIGBEE2MQTT_DATA'] = process.argv[2];
const require = createRequire(new URL('node_modules/zigbee2mqtt/index.js', import.meta.url));
const { Adapter } = require('zigbee-herdsman/dist/adapter/adapter.js');
const { Controller } = require('zigbee2mqtt/dist/controller.js');
require('zigbee2mqtt/dist/util/settings.js').reRead();

/** @type {SimulatedRadio} */
let radio;
Adapter.create = (...settings) => Promise.resolve((radio = new SimulatedRadio(...settings)));
const controller = new Controller(
  () => Promise.resolve(),
  (code) => process.exit(code),
);
process.on('SIGTERM', () => void controller.stop(false));
process.on('disconnect', () => process.exit(0));
process.on('message', (order) => obey(/** @type {Order} */ (order)));
await controller.start();
process.send?.({ id: 0 });

/** @param {Order} order */
function obey(order) {
  try {
    const atNs = String(hrtime.bigint());
    carryOut(order);
    process.send?.({ id: order.id, atNs });
  } catch (error) {
    process.send?.({ id: order.id, error: String(error) });
  }
}

/** @param {Order} order */
function carryOut(order) {
  const device = radio.know(deviceOf(order));
  switch (order.order) {
    case 'join':
      return radio.join(device);
    case 'leave':
      return radio.leave(device);
    case 'act':
      return radio.send(device, named(device.actions, order.action), order.copies);
    case 'move':
      return radio.send(device, motion(order.isOccupied));
    case 'battery':
      return radio.send(device, battery(order.percent));
  }
}

/** The end of the long address is the short one, so that a device keeps it when zigbee2mqtt starts anew. */
const deviceOf = (/** @type {Order} */ { ieee, model }) => ({
  ...named(models, model),
  ieee,
  address: Number.parseInt(ieee.slice(-4), 16),
});

/**
 * @template Value
 * @param {Record<string, Value>} values
 * @param {string} name
 */
function named(values, name) {
  const value = values[name];
  if (value === undefined) throw new Error(`there is no "${name}", only ${Object.keys(values).join(', ')}`);
  return value;
}
