export * from './document-camera.feature.js';
export * from './simulated-scene.js';
