export * from './account.js';
export * from './api.js';
export * from './problems.js';
export * from './role.js';
export * from './sign-in.js';
