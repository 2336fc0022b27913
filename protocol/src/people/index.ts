export * from './place.js';
export * from './problems.js';
export * from './rights.js';
export * from './role.js';
