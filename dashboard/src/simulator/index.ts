export * from './lamp-words.js';
export * from './room-door.js';
export * from './room-scene.js';
export * from './room-scene.words.js';
