import { setFlagsFromString } from 'node:v8';

// A hub is small and lives for months beside other programs: V8 may spend a little time to keep its heap tight, and a
// nursery that grows with every burst buys nothing (about 35 MB at rest). Must be the first import, before anything is compiled.
for (const flag of ['--optimize-for-size', '--semi-space-growth-factor=1']) setFlagsFromString(flag);

// Otherwise the first packet makes a buffer for each of the 65,536 numbers that MQTT can send: 10 MB.
const { default: mqttPacket } = await import('mqtt-packet');
mqttPacket.writeToStream.cacheNumbers = false;
