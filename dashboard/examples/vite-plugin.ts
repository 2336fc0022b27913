import type { Plugin } from 'vite';

/** Placeholder until the examples hub stands. */
export const examplesHub = (): Plugin => ({ name: 'etapiste-examples-hub' });
