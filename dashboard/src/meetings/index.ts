export * from './announced-test.controller.js';
export * from './camera-known.js';
export * from './camera-words.js';
export * from './document-camera-view.js';
export type { PictureState } from './live-picture.controller.js';
export * from './room-choice.js';
