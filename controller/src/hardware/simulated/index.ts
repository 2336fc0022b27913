export * from './room-simulator.js';
export * from './simulated-line.js';
export * from './simulated-room.js';
export * from './simulated.driver.js';
