import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { checkPorts, freePort } from './ports.mjs';

test('a taken port is named with its use, its holder, and the variable that moves it', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (holder.address());
  try {
    const check = checkPorts([{ port, use: 'broker', variable: 'ETAPISTE_MQTT_PORT' }]);
    await expect(check).rejects.toThrow(
      new RegExp(`^Port ${port} \\(broker\\) is taken by .*process ${process.pid}\\): end it, or set ETAPISTE_MQTT_PORT\\.$`),
    );
  } finally {
    holder.close();
  }
});

test('free ports are passed in silence, and stay free', async () => {
  const port = await freePort();
  const wanted = [{ port, use: 'broker', variable: 'ETAPISTE_MQTT_PORT' }];
  await checkPorts(wanted);
  await expect(checkPorts(wanted)).resolves.toBeUndefined();
});
