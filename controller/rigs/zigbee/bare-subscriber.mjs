// The least that can hear a wireless button: one MQTT client on its topic, in a process of its own. Tells when each action came, by
// CLOCK_MONOTONIC in nanoseconds.
import { hrtime } from 'node:process';
import mqtt from 'mqtt';

const [url = '', topic = ''] = process.argv.slice(2);
const client = await mqtt.connectAsync(url, { protocolVersion: 4 });
client.on('message', (_topic, payload) => {
  const atNs = String(hrtime.bigint());
  if (payload.includes('"action"')) process.send?.({ atNs });
});
await client.subscribeAsync(topic, { qos: 1 });
process.on('disconnect', () => process.exit(0));
process.send?.({ isReady: true });
