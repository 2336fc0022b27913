// The part of `main.mjs pins` that runs in the guest. A room's password is for the hub's own machine only, so the hub's ports are made
// to stand on the guest's own address too.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { measure } from './measure.mjs';
import { pins } from './pins.mjs';

/** The host, as QEMU's user network shows it. */
const host = '10.0.2.2';

const hub = JSON.parse(process.env['ETAPISTE_RIG_HUB'] ?? '');
for (const url of [hub.mqttUrl, hub.url]) await bring(Number(new URL(url).port));
process.stdout.write(`${JSON.stringify(await measure(pins(), hub, Number(process.argv[2])))}\n`);
process.exit(0);

async function bring(/** @type {number} */ port) {
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host, noDelay: true });
    near.pipe(far).pipe(near);
    // Whoever speaks notices a line that broke by itself.
    for (const end of [near, far]) end.on('error', () => [near, far].forEach((each) => each.destroy()));
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
}
