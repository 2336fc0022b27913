import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { asyncApiDocument, lampStrip, openApiDocument } from './index.js';

/** Writes everything that is made from the schemas; `npm run generate` formats the first two afterwards. */
const documents = [
  { name: 'protocol/asyncapi.yaml', text: stringify(asyncApiDocument(), { lineWidth: 0, aliasDuplicateObjects: false }) },
  { name: 'protocol/openapi.json', text: `${JSON.stringify(openApiDocument(), null, 2)}\n` },
  { name: 'docs/room-lamp.svg', text: lampStrip() },
];

for (const { name, text } of documents) {
  await writeFile(new URL(`../../../${name}`, import.meta.url), text);
  console.log(`${name} written`);
}
