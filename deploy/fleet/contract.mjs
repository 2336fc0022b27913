import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/**
 * One message of the wire as a tool outside sees it.
 * @typedef {object} WireMessage
 * @property {string} key `RoomsOccupancy`
 * @property {boolean} retain
 * @property {Readonly<Record<string, unknown>>} example a good payload with its envelope
 * @property {(roomId: string) => string} topic
 */

/**
 * What rooms tell and what they hear, read from the contract's own document: whatever protocol says next, the fleet says
 * too.
 * @typedef {object} Contract
 * @property {readonly WireMessage[]} states what a room tells again and again, retained; its presence is not among them
 * @property {WireMessage} presence
 * @property {WireMessage} press
 * @property {readonly WireMessage[]} heard what the hub says to one room
 */

/** @returns {Promise<Contract>} */
export async function readContract() {
  const document = parse(await readFile(new URL('../../protocol/asyncapi.yaml', import.meta.url), 'utf8'));
  const told = messages(document, 'receive');
  return {
    states: told.filter(({ key, retain }) => retain && key !== 'DevicesPresence'),
    presence: named(told, 'DevicesPresence'),
    press: named(told, 'CallsRaised'),
    heard: messages(document, 'send').filter(({ topic }) => topic('x') !== topic('y')),
  };
}

/**
 * The parts of the document that are read here.
 * @typedef {object} AsyncApi
 * @property {Record<string, { action: string, channel: { $ref: string }, bindings: { mqtt: { retain: boolean } } }>} operations
 * @property {Record<string, { address: string }>} channels
 * @property {{ messages: Record<string, { examples: readonly [{ payload: Record<string, unknown> }] }> }} components
 */

/**
 * @param {AsyncApi} document
 * @param {'send' | 'receive'} action from the hub's side
 * @returns {WireMessage[]}
 */
function messages({ operations, channels, components }, action) {
  const wanted = Object.values(operations).filter((operation) => operation.action === action);
  return wanted.map(({ channel, bindings }) => {
    const key = channel.$ref.slice('#/channels/'.length);
    const address = channels[key]?.address;
    const example = components.messages[key]?.examples[0].payload;
    if (!address || !example) throw new Error(`protocol/asyncapi.yaml has no channel or no example ${key}`);
    return { key, retain: bindings.mqtt.retain, example, topic: (roomId) => address.replace('{roomId}', roomId) };
  });
}

/**
 * @param {WireMessage[]} told
 * @param {string} key
 */
function named(told, key) {
  const message = told.find((candidate) => candidate.key === key);
  if (!message) throw new Error(`protocol/asyncapi.yaml has no message ${key}: the fleet cannot speak for a room`);
  return message;
}
