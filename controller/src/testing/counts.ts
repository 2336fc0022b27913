/** `ETAPISTE_TEST_COUNTS=long` runs the full counts that the issues name; `short` fits into every change's CI. */
const isLong = process.env['ETAPISTE_TEST_COUNTS'] === 'long';

/** How often to do something. */
export const count = (short: number, long: number): number => (isLong ? long : short);

/** Printed by `npm test`: the same seed tells the same stories again. */
export const seed = Number(process.env['ETAPISTE_TEST_SEED'] ?? 1);

/**
 * A camera process that gets no processor for 1.5 s is judged to hang and replaced, rightly (ARCHITECTURE). Among other tests it may
 * be the machine that hangs: tests that count a camera's states get a second try.
 */
export const onBusyMachine = { retry: 1 };
