/** `ETAPISTE_TEST_COUNTS=long` runs the full counts that the issues name; `short` fits into every change's CI. */
export const count = (short: number, long: number): number => (process.env['ETAPISTE_TEST_COUNTS'] === 'long' ? long : short);

/** Printed by `npm test`: the same seed tells the same stories again. */
export const seed = Number(process.env['ETAPISTE_TEST_SEED'] ?? 1);
