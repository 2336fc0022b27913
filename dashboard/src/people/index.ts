export * from './account-menu.js';
export * from './change-password-form.js';
export * from './entered.js';
export * from './failure-words.js';
export * from './pages-of-roles.js';
export * from './people.data.js';
export * from './role-words.js';
export * from './sign-in-list.js';
