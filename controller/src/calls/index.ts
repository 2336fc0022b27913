export * from './call-button.js';
export * from './call-buttons.js';
export * from './calls.feature.js';
export * from './outbox.js';
export * from './press-sender.js';
