// Writes the Janus configuration of one data folder: node deploy/janus/write.mjs <data folder> [first port]
// Reads <data folder>/secrets/janus.json and prints where that Janus will be met, as JSON.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultFirstPort, writeJanusConfig } from './config.mjs';

const [dataDir, firstPort] = process.argv.slice(2);
if (!dataDir) {
  console.error('Usage: node deploy/janus/write.mjs <data folder> [first port]');
  process.exit(2);
}
const secrets = JSON.parse(await readFile(join(dataDir, 'secrets', 'janus.json'), 'utf8'));
const written = await writeJanusConfig({ dataDir, firstPort: Number(firstPort ?? defaultFirstPort), secrets });
console.log(JSON.stringify(written));
