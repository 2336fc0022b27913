export * from './brand-mark.js';
export * from './empty-state.js';
export * from './language-switch.js';
export * from './loading-lines.js';
export * from './notice-note.js';
export * from './shared.styles.js';
export * from './staff-bar.js';
export * from './status-mark.js';
