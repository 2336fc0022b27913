import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectNobodyMeets, expectNothingHalf } from './booking-checks.js';
import { BookingHubs } from './booking-hubs.js';
import { postgresStore, sqliteStore, type BookingStore } from './booking-store.js';
import { BookingStories, type Booking } from './booking-stories.js';
import { count, Dice } from './counts.js';

const attempts = 200;
const dayMs = 86_400_000;

const places: readonly [name: string, place: () => BookingStore | Promise<BookingStore>, hubs: number, rounds: number][] = [
  ['SQLite', sqliteStore, 1, count(3, 30)],
  ['PostgreSQL', postgresStore, 1, count(1, 30)],
  ['one PostgreSQL with two hubs', postgresStore, 2, count(2, 30)],
];

describe.each(places)('200 who want the same times at once, on %s', (_, place, hubCount, rounds) => {
  const dice = new Dice();
  let hubs: BookingHubs;
  beforeAll(async () => {
    hubs = await BookingHubs.start(await place(), hubCount);
  });
  afterAll(() => hubs?.remove());
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') console.error(`seed ${dice.seed}\n${hubs?.lastWords()}`);
  });

  const today = () => new Date().toISOString().slice(0, 10);
  const bookings = async () => {
    // Midnight in Porvoo is the evening before by UTC.
    const from = new Date(Date.now() - dayMs).toISOString().slice(0, 10);
    return (await hubs.ask<Booking[]>(0, 'GET', `/bookings?from=${from}&days=56`))?.body ?? [];
  };
  /** Six half hours in a row on a day of their own for each round. */
  const times = async (round: number) => {
    const wanted = 'pointId=porvoo&serviceId=kela-neuvonta&slots=1&channel=on-site';
    const free = await hubs.ask<{ from: string; roomIds: string[] }[]>(0, 'GET', `/free-times?${wanted}&from=${today()}&days=56`);
    const untouched = free?.body.filter(({ roomIds }) => roomIds.length === 3).map(({ from }) => from) ?? [];
    return untouched.slice(12 + round * 6, 18 + round * 6);
  };

  /** In the middle of a round. */
  const powerCut = (round: number) => ({
    after: Math.floor(dice.between(20, 120)),
    work: () => hubs.kill(round % hubCount),
  });

  it.each(Array.from({ length: rounds }, (__, index) => index + 1))('round %i', async (round) => {
    const stories = new BookingStories(hubs, dice, await times(round));
    const isCut = round % 3 === 2;
    await stories.play(attempts, isCut ? powerCut(round) : undefined);
    const lost = stories.unanswered.length;
    if (isCut) await hubs.startHub(round % hubCount);
    await stories.askAgain();
    expect(lost > 0).toBe(isCut);
    expect(stories.unanswered).toEqual([]);
    expect(stories.faults).toEqual([]);
    expect(stories.answered.size).toBeGreaterThan(5);
    expect(stories.refused).toBeGreaterThan(20);
    await expectNothingHalf(hubs.store);
    expectNobodyMeets(await bookings(), stories.answered);
  });
});
