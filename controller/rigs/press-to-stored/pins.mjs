import { SimChip } from '../../dist/testing/sim-chip.js';

const pin = 17;
const settledMs = 120;

/**
 * A button on a pin of the kernel's simulated chip: only in the guest.
 * @returns {import('./measure.mjs').Wall}
 */
export function pins() {
  /** @type {{ remove(): void, pull(pin: number, isHigh: boolean): void } | undefined} */
  let chip;
  const room = (/** @type {string} */ driver) => ({
    callButtons: [{ driver, pin, active: 'low', pull: 'none' }],
    lamps: [{ driver, pin: 27, active: 'high' }],
  });
  return {
    rooms: { gpiochip: room('gpiochip'), onoff: room('onoff') },
    restMs: settledMs,
    watched: () => ['pins', String(pin)],
    renew: async () => {
      chip?.remove();
      chip = SimChip.create();
      chip.pull(pin, true);
    },
    press: async () => {
      const atMs = Number(process.hrtime.bigint()) / 1e6;
      chip?.pull(pin, false);
      return atMs;
    },
    release: async () => chip?.pull(pin, true),
    remove: async () => chip?.remove(),
  };
}
