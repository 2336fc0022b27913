export * from './lamp.feature.js';
export * from './occupancy.feature.js';
