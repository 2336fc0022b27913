import { setFlagsFromString } from 'node:v8';

/**
 * A room's controller waits nearly all of its life, on a small machine that also encodes video. Optimised machine code and a nursery
 * that grows buy it nothing and cost 10 MB. To be imported before anything large is loaded.
 */
for (const flag of ['--no-opt', '--semi-space-growth-factor=1']) setFlagsFromString(flag);

// Otherwise the first packet makes a buffer for each of the 65,536 numbers that MQTT can send: 10 MB.
const { default: mqttPacket } = await import('mqtt-packet');
mqttPacket.writeToStream.cacheNumbers = false;
