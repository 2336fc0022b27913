export * from './drivers.js';
export * from './hardware.js';
export * from './hardware-file.js';
export * from './room-hardware.js';
export * from './room-plan.js';
