export * from './announced-test.controller.js';
export * from './camera-words.js';
export * from './document-camera-view.js';
export * from './room-choice.js';
