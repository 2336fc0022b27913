import type { LampPattern, OccupancyState } from '@etapiste/protocol';
import { lampPattern } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.js';
import type { ButtonEdge, CallButton, HardwareDriver, Lamp, OccupancySensor } from './hardware.js';

/** The hands and eyes of a test at the far side of a driver: on a wire, a radio, a port, or a page. */
export interface DriverBench {
  readonly driver: HardwareDriver;
  /** Closes or opens the button's contact. A button that tells whole presses tells each when it closes. */
  setButton(isDown: boolean): Promise<void>;
  setOccupied(isOccupied: boolean): Promise<void>;
  /** What the lamp shows, as far as this lamp can tell patterns apart. Left out where the driver has no lamps. */
  lampShows?(): LampPattern | Promise<LampPattern>;
  /** Takes down everything but the driver itself. */
  close(): Promise<void>;
}

/** What the parts of a driver cannot do by their nature. */
export interface DriverLimits {
  /** Its button tells whole presses only: nobody knows whether it is held. */
  readonly hasWholePresses?: boolean;
  readonly hasNoLamps?: boolean;
}

/** What every hardware driver must do; each driver's test runs it against the real thing or its simulated far side. */
export function itIsAHardwareDriver(name: string, open: () => Promise<DriverBench>, limits: DriverLimits = {}): void {
  describe(`a room with the driver ${name}`, () => {
    let bench: DriverBench;
    let edges: ButtonEdge[];

    const button = () => bench.driver.callButtons[0] as CallButton;
    const sensor = () => bench.driver.occupancySensors[0] as OccupancySensor;
    const lamp = () => bench.driver.lamps[0] as Lamp;
    const kinds = () => edges.map(({ kind }) => kind);
    const start = async () => {
      await bench.driver.start();
      button().onEdge((edge) => edges.push(edge));
    };

    beforeEach(async () => {
      edges = [];
      bench = await open();
    });

    afterEach(async () => {
      await bench.driver.stop();
      await bench.close();
    });

    it('hears each press and release of the button once, in their order', async () => {
      await start();
      for (const [index, isDown] of [true, false, true, false].entries()) {
        await bench.setButton(isDown);
        const told = limits.hasWholePresses && isDown ? index + 2 : index + 1;
        await eventually(() => expect(kinds()).toHaveLength(told));
        expect(button().isDown).toBe(isDown && !limits.hasWholePresses);
      }
      expect(kinds()).toEqual(['down', 'up', 'down', 'up']);
      const times = edges.map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    });

    it('takes a contact that closes twice for one press', async () => {
      await start();
      await bench.setButton(true);
      await bench.setButton(true);
      await bench.setButton(false);
      await eventually(() => expect(kinds()).toEqual(['down', 'up']));
    });

    it.skipIf(limits.hasWholePresses)('knows a button that was held down before its start, without an edge', async () => {
      await bench.driver.start();
      await bench.setButton(true);
      await eventually(() => expect(button().isDown).toBe(true));
      expect(edges).toEqual([]);
    });

    it('is silent to a listener that has gone', async () => {
      await start();
      const gone: ButtonEdge[] = [];
      const unsubscribe = button().onEdge((edge) => gone.push(edge));
      unsubscribe();
      await bench.setButton(true);
      await eventually(() => expect(kinds()).toContain('down'));
      expect(gone).toEqual([]);
    });

    it('says when somebody comes and goes, once each time', async () => {
      await start();
      const states: OccupancyState[] = [];
      sensor().onChange((state) => states.push(state));
      for (const isOccupied of [true, true, false]) await bench.setOccupied(isOccupied);
      await eventually(() => expect(states).toEqual(['occupied', 'vacant']));
      expect(sensor().state).toBe('vacant');
    });

    it.skipIf(limits.hasNoLamps)('shows every pattern with its lamp', async () => {
      await start();
      for (const pattern of lampPattern.options) {
        lamp().show(pattern);
        await eventually(async () => expect(await bench.lampShows?.()).toBe(pattern));
      }
    });

    it('says how it is, by its own name', async () => {
      await start();
      expect(bench.driver.health()).toMatchObject({ name: bench.driver.name });
      expect(bench.driver.health().state).not.toBe('fault');
    });

    it('may be stopped twice, and before it was ever started', async () => {
      await bench.driver.stop();
      await start();
      await bench.driver.stop();
      await expect(bench.driver.stop()).resolves.toBeUndefined();
    });
  });
}
