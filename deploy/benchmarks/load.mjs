import { fileURLToPath } from 'node:url';
import { Program } from './program.mjs';

const fleetProgram = fileURLToPath(new URL('../fleet/main.mjs', import.meta.url));

/**
 * The background: many rooms that tell their states, in a process of their own, while somebody presses a button.
 */
export class Load {
  /** @param {import('./counts.mjs').Counts} counts */
  constructor(counts) {
    this.counts = counts;
  }

  /**
   * Runs the work under load.
   * @param {import('./press-to-screen.mjs').Contestant} contestant
   * @param {() => Promise<void>} work
   * @returns {Promise<number>} states a second that the broker really took
   */
  async during({ mqttUrl, dataDir }, work) {
    const { rooms, perSecond } = this.counts;
    const parameters = ['--url', mqttUrl, '--rooms', String(rooms), '--per-second', String(perSecond)];
    const fleet = new Program('The fleet', [
      process.execPath,
      fleetProgram,
      ...parameters,
      ...(dataDir ? ['--data-dir', dataDir] : []),
    ]);
    await fleet.start(/"ready":true/);
    const goodbye = fleet.said(/"ready":false/, AbortSignal.timeout(600_000));
    try {
      await work();
    } finally {
      await fleet.stop();
    }
    return Number(JSON.parse(await goodbye).perSecond);
  }
}
