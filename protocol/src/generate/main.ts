import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { asyncApiDocument, openApiDocument } from './index.js';

/** Writes both documents beside this package's package.json; `npm run generate` formats them afterwards. */
const documents = [
  { name: 'asyncapi.yaml', text: stringify(asyncApiDocument(), { lineWidth: 0, aliasDuplicateObjects: false }) },
  { name: 'openapi.json', text: `${JSON.stringify(openApiDocument(), null, 2)}\n` },
];

for (const { name, text } of documents) {
  await writeFile(new URL(`../../${name}`, import.meta.url), text);
  console.log(`protocol/${name} written`);
}
