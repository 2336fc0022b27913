import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PresenceRecord, type PresenceWord } from './presence-record.js';

const [bootA, bootB] = ['boot-a', 'boot-b'];
const birth = (bootId: string, connection: number, seq: number): PresenceWord => ({ state: 'online', bootId, connection, seq });
/** A will is written when its connection begins, just before the birth. */
const will = (bootId: string, connection: number, seq: number): PresenceWord => ({ state: 'lost', bootId, connection, seq });

describe('presence of a controller', () => {
  it('begins with its birth and ends with the will of that connection', () => {
    const record = new PresenceRecord();
    expect(record.said(birth(bootA, 1, 1))).toEqual({ what: 'online', why: null });
    expect(record.said(will(bootA, 1, 0))).toEqual({ what: 'lost', why: 'connection-lost' });
    expect(record.snapshot).toEqual({ state: 'lost', bootId: bootA });
  });

  it('goes on when the will of an earlier connection arrives late', () => {
    const record = new PresenceRecord();
    record.said(birth(bootA, 1, 1));
    record.said(birth(bootA, 2, 3));
    expect(record.said(will(bootA, 1, 0))).toBeUndefined();
    expect(record.isOnline).toBe(true);
  });

  it('goes on when the will of an earlier boot arrives late', () => {
    const record = new PresenceRecord();
    record.said(birth(bootA, 4, 90));
    expect(record.said(birth(bootB, 1, 1))).toEqual({ what: 'restarted', why: null });
    expect(record.said(will(bootA, 4, 80))).toBeUndefined();
    expect(record.isOnline).toBe(true);
  });

  it('stays stopped when the broker tells of the closed line as well', () => {
    const record = new PresenceRecord();
    record.said(birth(bootA, 1, 1));
    expect(record.said({ ...birth(bootA, 1, 9), state: 'stopped' })).toEqual({ what: 'stopped', why: null });
    expect(record.said(will(bootA, 1, 0))).toBeUndefined();
    expect(record.fellSilent()).toBeUndefined();
    expect(record.snapshot.state).toBe('stopped');
  });

  it('is not brought back by a repeated birth', () => {
    const record = new PresenceRecord();
    record.said(birth(bootA, 1, 1));
    record.said(will(bootA, 1, 0));
    expect(record.said(birth(bootA, 1, 1))).toBeUndefined();
    expect(record.snapshot.state).toBe('lost');
  });

  it('comes back with anything that is heard after a silence', () => {
    const record = new PresenceRecord();
    record.said(birth(bootA, 1, 1));
    expect(record.fellSilent()).toEqual({ what: 'lost', why: 'not-heard' });
    expect(record.heard({ bootId: bootA, seq: 1 })).toBeUndefined();
    expect(record.heard({ bootId: bootA, seq: 2 })).toEqual({ what: 'online', why: 'heard-again' });
  });

  it('is not moved to an earlier boot by what that boot said late', () => {
    const record = new PresenceRecord();
    record.said(birth(bootA, 1, 1));
    record.heard({ bootId: bootA, seq: 5 });
    record.said(birth(bootB, 1, 1));
    expect(record.heard({ bootId: bootA, seq: 4 })).toBeUndefined();
    expect(record.snapshot.bootId).toBe(bootB);
  });

  it('ends, after the hub has restarted, by the will of any connection of the boot it knew', () => {
    const record = new PresenceRecord({ state: 'online', bootId: bootA });
    expect(record.said(will(bootB, 7, 0))).toBeUndefined();
    expect(record.said(will(bootA, 7, 0))).toEqual({ what: 'lost', why: 'connection-lost' });
  });

  interface Said {
    readonly word: PresenceWord;
    readonly boot: number;
  }

  /** The lives of one controller: boots, each with connections, each with a birth and, unless it is the last, a death. */
  const lives = fc.array(fc.array(fc.constantFrom('lost' as const, 'stopped' as const), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });

  const birthsOf = (boots: readonly (readonly string[])[]): Said[] =>
    boots.flatMap((connections, boot) =>
      connections.map((_, index) => ({ boot, word: birth(`boot-${boot}`, index + 1, index * 10 + 1) })),
    );

  const deathsOf = (boots: readonly (readonly ('lost' | 'stopped')[])[]): Said[] =>
    boots.flatMap((connections, boot) =>
      connections.map((state, index) => ({
        boot,
        word: { ...will(`boot-${boot}`, index + 1, state === 'lost' ? index * 10 : index * 10 + 9), state },
      })),
    );

  /** Any order in which each boot's births come after the births of earlier boots: a boot is over before the next begins. */
  const anyOrder = (said: readonly Said[]) =>
    fc.shuffledSubarray([...said], { minLength: said.length }).map((shuffled) => {
      const births = shuffled.filter(({ word }) => word.state === 'online').toSorted((a, b) => a.boot - b.boot);
      return shuffled.map((each) => (each.word.state === 'online' ? (births.shift() as Said) : each));
    });

  it('is online whatever the order and repeats, as long as the last connection has not ended', () => {
    const stories = lives.chain((boots) => {
      const deaths = deathsOf(boots).slice(0, -1);
      const said = [...birthsOf(boots), ...deaths];
      return fc.tuple(anyOrder(said), fc.array(fc.nat(said.length - 1)));
    });
    fc.assert(
      fc.property(stories, ([said, repeats]) => {
        const record = new PresenceRecord();
        for (const { word } of said) record.said(word);
        for (const index of repeats) record.said((said[index] as Said).word);
        expect(record.isOnline).toBe(true);
      }),
    );
  });

  it('is over after the death of the last connection, whatever comes late', () => {
    const stories = lives.chain((boots) => {
      const deaths = deathsOf(boots);
      const last = deaths.at(-1) as Said;
      return fc.tuple(anyOrder([...birthsOf(boots), ...deaths.slice(0, -1)]), fc.constant(last));
    });
    fc.assert(
      fc.property(stories, ([said, last]) => {
        const record = new PresenceRecord();
        for (const { word } of said) record.said(word);
        record.said(last.word);
        for (const { word } of said) record.said(word);
        expect(record.snapshot).toEqual({ state: last.word.state, bootId: last.word.bootId });
      }),
    );
  });

  it('is never taken down by a word about a connection that was followed by another', () => {
    fc.assert(
      fc.property(
        lives.chain((boots) => anyOrder([...birthsOf(boots), ...deathsOf(boots)])),
        (said) => {
          const record = new PresenceRecord();
          const isLater = (a: Said, b: Said) => a.boot > b.boot || (a.boot === b.boot && a.word.connection > b.word.connection);
          const begun: Said[] = [];
          const wrong = said.filter((each) => {
            const wasFollowed = begun.some((other) => isLater(other, each));
            const change = record.said(each.word);
            if (each.word.state === 'online' && record.isOnline && record.snapshot.bootId === each.word.bootId) begun.push(each);
            return wasFollowed && (change?.what === 'lost' || change?.what === 'stopped');
          });
          expect(wrong).toEqual([]);
        },
      ),
    );
  });
});
