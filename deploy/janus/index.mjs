export { addVethPair, checkVideo } from './check.mjs';
export { defaultFirstPort, janusPorts, portCount, writeJanusConfig } from './config.mjs';
