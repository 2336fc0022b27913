export { asyncApiDocument } from './async-api.js';
export { lampStrip } from './lamp-strip.js';
export { openApiDocument } from './open-api.js';
export type { Json } from './json-schema.js';
