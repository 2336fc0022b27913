/** What tests of whole houses have in common. The times are caps for what hangs: a slow machine's whole line may take long. */
export const house = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  setupFiles: ['system-tests/on-failure.ts'],
};
