export * from './exceptions-editor.js';
export * from './hours-editor.js';
export * from './hours-words.js';
export * from './points.data.js';
