export * from './lamp-words.js';
export * from './lamp.styles.js';
export * from './room-door.js';
export * from './room-drawing.js';
export * from './room-picture.js';
export * from './room-scene.js';
export * from './room-scene.words.js';
