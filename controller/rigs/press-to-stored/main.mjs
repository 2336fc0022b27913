// Measures press edge → hub stored: from the edge as kernel, firmware or radio had it, until the controller has the hub's receipt for
// that press, which the hub gives after its commit. Our program as it is shipped, against the least that could do it (`bare-watch.mjs`),
// both in turns at the same wall and the same hub. Prints JSON, milliseconds:
//   npm run build && ETAPISTE_RIG_HUB=<Hub as JSON> node controller/rigs/press-to-stored/main.mjs <wall> [presses]
//   →   {"firmata": [ms, …], "bare": [ms, …]}
// The walls are `pins` (gpiochip and onoff on a kernel in an emulated machine), `firmata`, `zigbee` and `simulated`. Both ends of a
// press are read from CLOCK_MONOTONIC of one kernel: the guest's for pins, this machine's else.
import { fileURLToPath } from 'node:url';
import { runInGuest } from '../kernel/guest.mjs';
import { measure } from './measure.mjs';
import { walls } from './walls.mjs';

const guestProgram = fileURLToPath(new URL('in-guest.mjs', import.meta.url));
const guestLimitMs = 900_000;

const [, , wallName = '', presses = '40'] = process.argv;
const hubText = process.env['ETAPISTE_RIG_HUB'] ?? '';
const result = wallName === 'pins' ? await measurePins() : await measureHere();
process.stdout.write(`${JSON.stringify(result)}\n`);

async function measureHere() {
  if (!(wallName in walls)) throw new Error(`Say at which wall: pins, ${Object.keys(walls).join(' or ')}.`);
  const wall = await walls[/** @type {keyof typeof walls} */ (wallName)]();
  try {
    return await measure(wall, JSON.parse(hubText), Number(presses));
  } finally {
    await wall.remove();
  }
}

/** The hub stays on this machine: the guest has no other line than one to this machine's own ports. */
async function measurePins() {
  const command = `ETAPISTE_RIG_HUB='${hubText}' node ${guestProgram} ${presses} >/dev/exchange/figures`;
  const { answer, printed } = await runInGuest(command, 'figures', guestLimitMs, { hasLine: true });
  if (!answer) throw new Error(`The guest measured nothing. It printed:\n${printed}`);
  return JSON.parse(answer);
}
