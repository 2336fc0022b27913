import { newId } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { HubPresence } from './hub-presence.js';

const bootId = newId();
const says = (state: 'online' | 'stopped' | 'lost', connection: number, seq: number, boot = bootId) => ({
  state,
  connection,
  seq,
  bootId: boot,
  at: '2026-11-24T07:52:14.201Z',
});

describe('whether a hub is there', () => {
  it('is not shaken by the late death of an earlier connection or of an earlier boot', () => {
    const hubs = new HubPresence();
    hubs.receive('hub-a', says('online', 2, 7));
    hubs.receive('hub-a', says('lost', 1, 0));
    hubs.receive('hub-a', says('lost', 5, 99, newId()));
    expect(hubs.isOnline).toBe(true);
    hubs.receive('hub-a', says('lost', 2, 3));
    expect(hubs.isOnline).toBe(false);
  });

  it('is not taken from an old word that comes late', () => {
    const hubs = new HubPresence();
    hubs.receive('hub-a', says('stopped', 2, 8));
    hubs.receive('hub-a', says('online', 2, 7));
    expect(hubs.isOnline).toBe(false);
  });

  it('is not drowned by invented hubs', () => {
    const hubs = new HubPresence();
    hubs.receive('hub-a', says('online', 1, 1));
    for (let hub = 0; hub < 1_000; hub += 1) hubs.receive(`ghost-${hub}`, says('lost', 1, 1, newId()));
    hubs.receive('hub-a', says('stopped', 1, 2));
    expect(hubs.isOnline).toBe(false);
  });
});
