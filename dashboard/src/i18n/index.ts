export { localized, msg, str } from '@lit/localize';
export * from './languages.js';
export * from './times.js';
