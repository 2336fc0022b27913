import { configSchema } from './config.js';

/** What `--help` prints: made from the schema, so it cannot be out of date. */
export function helpText(): string {
  const lines = Object.entries(configSchema.shape).map(([key, schema]) => {
    const standing = schema.safeParse(undefined);
    const value = standing.success && standing.data !== undefined ? `${standing.data as string | number}` : '';
    const rule = standing.success ? (value ? `default ${value}` : 'optional') : 'required';
    return `  ${key}\n      ${schema.description ?? ''} (${rule})`;
  });
  return ['Controller of one remote service room.', '', 'Configuration (environment and flags):', ...lines, ''].join('\n');
}
