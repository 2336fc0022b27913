// Parts that people buy: what they say of themselves while they are paired, and the frames that their hands make. Each action's
// name is the one that zigbee2mqtt must make of its frame; that it does is what the driver's tests prove.

/**
 * A ZCL frame as a device sends it, but for its sequence number: frame control, command and payload, byte by byte.
 * @typedef {{ cluster: number, control: number, command: number, payload: readonly number[] }} Frame
 *
 * @typedef {object} Model
 * @property {string} brand
 * @property {string} model as the device itself says it
 * @property {number} manufacturer
 * @property {number} deviceId
 * @property {readonly number[]} in clusters that it serves
 * @property {readonly number[]} out clusters that it uses
 * @property {Record<string, Frame>} actions
 *
 * @typedef {Model & { ieee: string, address: number }} Device
 */

/** A command of that cluster, from the device's hand. */
const command = (/** @type {number} */ cluster, /** @type {number} */ number, /** @type {number[]} */ ...payload) => ({
  cluster,
  control: 0x01,
  command: number,
  payload,
});

/** The device reports an attribute: its id, data type and value, the low byte first. */
const report = (/** @type {number} */ cluster, /** @type {number} */ attribute, /** @type {number[]} */ ...typeAndValue) => ({
  cluster,
  control: 0x18,
  command: 0x0a,
  payload: [attribute, 0, ...typeAndValue],
});

const [off, on, toggle] = [0, 1, 2].map((number) => command(6, number));
const tuyaAction = (/** @type {number} */ value) => command(6, 0xfd, value);
const multistate = (/** @type {number} */ value) => report(18, 0x55, 0x21, value, 0);

/** @type {Record<string, Model>} */
export const models = {
  'SONOFF SNZB-01P': {
    brand: 'eWeLink',
    model: 'SNZB-01P',
    manufacturer: 0x1286,
    deviceId: 0,
    in: [0, 3, 1],
    out: [6, 8],
    actions: { single: toggle, double: on, long: off },
  },
  'Tuya TS0041': {
    brand: '_TZ3000_yj6k7vfo',
    model: 'TS0041',
    manufacturer: 0x1002,
    deviceId: 0,
    in: [0, 1, 6],
    out: [25, 10],
    actions: { single: tuyaAction(0), double: tuyaAction(1), hold: tuyaAction(2) },
  },
  'Aqara WXKG11LM': {
    brand: 'LUMI',
    model: 'lumi.remote.b1acn01',
    manufacturer: 0x115f,
    deviceId: 0,
    in: [0, 3, 18],
    out: [3],
    actions: { single: multistate(1), double: multistate(2), hold: multistate(0), release: multistate(255) },
  },
  'IKEA RODRET': {
    brand: 'IKEA of Sweden',
    model: 'RODRET Dimmer',
    manufacturer: 0x117c,
    deviceId: 0x0820,
    in: [0, 1, 3, 32],
    out: [3, 6, 8],
    actions: { on, off, brightness_move_up: command(8, 5, 0, 83), brightness_stop: command(8, 7) },
  },
  'SONOFF SNZB-03P': {
    brand: 'eWeLink',
    model: 'SNZB-03P',
    manufacturer: 0x1286,
    deviceId: 0x0107,
    in: [0, 3, 1, 0x0406],
    out: [],
    actions: {},
  },
};

/** Somebody moves, or has stopped moving. */
export const motion = (/** @type {boolean} */ isOccupied) => report(0x0406, 0, 0x18, isOccupied ? 1 : 0);

/** Zigbee counts a battery in half percents. */
export const battery = (/** @type {number} */ percent) => report(1, 0x21, 0x20, percent * 2);
