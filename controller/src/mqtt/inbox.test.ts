import { allMessages, callMessages } from '@etapiste/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../log/index.js';
import { Inbox } from './inbox.js';
import { StateOrder } from './state-order.js';

const roomId = 'imatra-1';
const topics = [...allMessages.map((message) => message.topic(roomId)), 'etapiste/v1/rooms/imatra-1/calls/unheard-of'];

describe('what arrives from the line', () => {
  it('never breaks the controller, whatever the bytes are', () => {
    const inbox = new Inbox(() => roomId, silentLog());
    const received: unknown[] = [];
    for (const message of allMessages) inbox.subscribe(message, (payload) => received.push(payload));
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...topics), anything, fc.boolean(), (topic, bytes, isRetained) =>
        inbox.receive(topic, bytes, isRetained),
      ),
    );
    expect(received).toEqual([]);
  });

  it('is accepted with fields that this version does not know', () => {
    const inbox = new Inbox(() => roomId, silentLog());
    const received: unknown[] = [];
    inbox.subscribe(callMessages.confirmed, (payload) => received.push(payload));
    const known = {
      ...callMessages.confirmed.example,
      at: '2026-11-24T07:52:14.201Z',
      bootId: callMessages.confirmed.example.id,
      seq: 1,
    };
    inbox.receive(callMessages.confirmed.topic(roomId), Buffer.from(JSON.stringify({ ...known, mood: 'new' })), false);
    expect(received).toEqual([known]);
  });

  it('is counted by the reason it was dropped for', () => {
    const inbox = new Inbox(() => roomId, silentLog());
    inbox.subscribe(callMessages.confirmed, () => undefined);
    const topic = callMessages.confirmed.topic(roomId);
    inbox.receive(topic, Buffer.from('{}'), false);
    inbox.receive(topic, Buffer.from('{}'), true);
    inbox.receive('etapiste/v1/rooms/imatra-1/calls/unheard-of', Buffer.from('{}'), false);
    const counts = (['malformed', 'retained-happening', 'unknown-topic', 'repeated-state'] as const).map((why) =>
      inbox.dropped(why),
    );
    expect(counts).toEqual([1, 1, 1, 0]);
  });
});

describe('the order of state', () => {
  it('takes exactly what is newer than everything before from the same hub', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ bootId: fc.constantFrom('a', 'b', 'c'), seq: fc.nat(20) })), (arrivals) => {
        const order = new StateOrder();
        const newest = new Map<string, number>();
        for (const { bootId, seq } of arrivals) {
          const isNewer = seq > (newest.get(bootId) ?? -1);
          expect(order.isNew({ bootId, seq })).toBe(isNewer);
          if (isNewer) newest.set(bootId, seq);
        }
      }),
    );
  });

  it('forgets hubs of long ago instead of growing for ever', () => {
    const order = new StateOrder();
    for (let hub = 0; hub < 100; hub += 1) order.isNew({ bootId: `hub-${hub}`, seq: 1 });
    expect(order.isNew({ bootId: 'hub-0', seq: 1 })).toBe(true);
    expect(order.isNew({ bootId: 'hub-99', seq: 1 })).toBe(false);
  });
});
