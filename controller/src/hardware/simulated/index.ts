export * from './simulated-line.js';
export * from './simulated-room.js';
export * from './simulated.driver.js';
