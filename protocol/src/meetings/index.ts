export * from './api.js';
export * from './document-camera.js';
export * from './messages.js';
