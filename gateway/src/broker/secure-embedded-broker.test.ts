import type { EmbeddedBroker } from './embedded-broker.js';
import { secureBrokerContract } from './secure-broker-contract.js';
import { BrokerWorld } from './testing/broker-world.js';

secureBrokerContract('the embedded broker', async (authority, rooms) => {
  const world = BrokerWorld.with(rooms, { authority });
  return {
    world,
    endsFloods: true,
    get port() {
      return (world.broker as EmbeddedBroker).securePort as number;
    },
    revoke: async (serial) => authority.revoke(serial),
    remove: async () => undefined,
  };
});
