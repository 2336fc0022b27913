import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port that was free a moment ago, and stays so while its program is killed and started again: it lies below those that the
 * kernel takes for outgoing connections (32768 and up, ip(7)), of which tests make thousands.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer().listen(randomInt(12_000, 32_000), '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch {
      // Somebody listens there: another throw of the dice.
      continue;
    }
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
