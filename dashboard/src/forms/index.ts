export * from './editing.controller.js';
export * from './fields.js';
export * from './forms.styles.js';
export * from './merged.js';
export * from './save-bar.js';
export * from './wrong-fields.js';
export * from './two-columns.styles.js';
export * from './reading.controller.js';
