export * from './problems.js';
export * from './role.js';
