import { minutes, seconds, type OccupancyState } from '@etapiste/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { Occupancy } from './occupancy.js';

const hold = seconds(180);
const warmUp = seconds(45);
const [wall, desk] = [0, 1];

describe('who is in the room', () => {
  let room: Occupancy;
  let nowMs: number;
  const say = (sensor: number, state: OccupancyState) => room.sensorSays(sensor, state, nowMs);
  const pass = (duration: number) => (nowMs += duration);
  const now = () => {
    const { state, confidence } = room.read(nowMs);
    return `${state} ${confidence}`;
  };

  beforeEach(() => {
    nowMs = 1_000;
    room = new Occupancy([warmUp, 0], hold, nowMs);
  });

  /** One sensor that has watched an empty room for long enough. */
  const watchedEmpty = () => {
    say(wall, 'vacant');
    pass(warmUp + hold);
  };

  it('is not claimed by a sensor that warms up, nor by one that has not watched for the whole hold', () => {
    say(wall, 'occupied');
    pass(seconds(20));
    expect(now()).toBe('unknown none');
    say(wall, 'vacant');
    pass(seconds(25) + hold - 1);
    expect(now()).toBe('unknown none');
    pass(1);
    expect(now()).toBe('vacant sensed');
  });

  it('is occupied the moment something moves, and vacant only after the hold without motion', () => {
    watchedEmpty();
    say(wall, 'occupied');
    expect(now()).toBe('occupied sensed');
    pass(minutes(30));
    say(wall, 'vacant');
    pass(hold - 1);
    expect(now()).toBe('occupied sensed');
    pass(1);
    expect(now()).toBe('vacant sensed');
    expect(room.read(nowMs)).toMatchObject({
      sinceMs: nowMs,
      signMs: nowMs - hold,
      lastVacant: { fromMs: nowMs, untilMs: nowMs },
    });
  });

  it('is confirmed by a touch, and by a call for as long as it is open', () => {
    watchedEmpty();
    room.touched(nowMs);
    expect(now()).toBe('occupied confirmed');
    pass(hold);
    expect(now()).toBe('vacant sensed');
    room.callIs(true, nowMs);
    pass(minutes(60));
    expect(now()).toBe('occupied confirmed');
    room.callIs(false, nowMs);
    pass(hold);
    expect(now()).toBe('vacant sensed');
  });

  it('is known by a touch also where there is no sensor, and then not any more', () => {
    const bare = new Occupancy([], hold, 0);
    bare.touched(0);
    expect(bare.read(hold - 1)).toMatchObject({ state: 'occupied', confidence: 'confirmed' });
    expect(bare.read(hold)).toMatchObject({ state: 'unknown', confidence: 'none', lastVacant: undefined });
  });

  it('is occupied as long as one of two sensors sees motion', () => {
    watchedEmpty();
    say(desk, 'occupied');
    pass(minutes(60));
    expect(now()).toBe('occupied sensed');
  });

  it('is judged without a sensor that hangs, while another one is well', () => {
    watchedEmpty();
    say(desk, 'occupied');
    pass(minutes(8 * 60) + hold - 1);
    expect(now()).toBe('occupied sensed');
    pass(1);
    expect(now()).toBe('vacant sensed');
    expect(room.read(nowMs).broken).toEqual([desk]);
  });

  it('stays what it was when the only sensor hangs, as suspect, until it moves again', () => {
    say(desk, 'occupied');
    pass(minutes(12 * 60));
    expect(now()).toBe('occupied suspect');
    expect(room.read(nowMs).broken).toEqual([desk]);
    say(desk, 'vacant');
    expect(now()).toBe('unknown none');
    pass(hold);
    expect(now()).toBe('vacant sensed');
    expect(room.read(nowMs).broken).toEqual([]);
  });

  it('is suspect after a day of silence; the sensor is broken only if somebody was there without its noticing', () => {
    watchedEmpty();
    pass(minutes(24 * 60));
    expect(now()).toBe('vacant suspect');
    expect(room.read(nowMs).broken).toEqual([]);
    room.touched(nowMs);
    expect(now()).toBe('occupied confirmed');
    expect(room.read(nowMs).broken).toEqual([wall]);
    pass(hold);
    expect(now()).toBe('occupied suspect');
    say(wall, 'occupied');
    expect(now()).toBe('occupied sensed');
    expect(room.read(nowMs).broken).toEqual([]);
  });

  it('is unknown while nobody can see it; whoever was just seen is not gone with the sensor', () => {
    watchedEmpty();
    say(wall, 'unknown');
    expect(now()).toBe('unknown none');
    say(desk, 'occupied');
    say(desk, 'unknown');
    pass(hold - 1);
    expect(now()).toBe('occupied sensed');
    pass(1);
    expect(now()).toBe('unknown none');
  });

  it('keeps when it was last vacant through later occupancy; only a sensor in order counts', () => {
    watchedEmpty();
    const fromMs = nowMs;
    pass(minutes(10));
    say(wall, 'occupied');
    const untilMs = nowMs;
    pass(minutes(10));
    expect(room.read(nowMs).lastVacant).toEqual({ fromMs, untilMs });
    say(wall, 'vacant');
    pass(minutes(48 * 60));
    expect(now()).toBe('vacant suspect');
    const silentMs = untilMs + minutes(10) + minutes(24 * 60);
    expect(room.read(nowMs).lastVacant).toEqual({ fromMs: untilMs + minutes(10) + hold, untilMs: silentMs });
  });

  it('is vacant earlier by a shorter hold; a longer one brings nobody back', () => {
    watchedEmpty();
    room.touched(nowMs);
    pass(seconds(60));
    room.holdIs(seconds(30), nowMs);
    expect(now()).toBe('vacant sensed');
    room.holdIs(seconds(600), nowMs);
    expect(now()).not.toContain('occupied');
  });
});
