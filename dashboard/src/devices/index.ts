export * from './credentials.controller.js';
export * from './device-notes.js';
export * from './device-words.js';
export * from './devices.data.js';
export * from './enrol-device-dialog.js';
export * from './fleet.js';
export * from './room-panel.js';
