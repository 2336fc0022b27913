import './erasure-list.js';

export { ErasureList } from './erasure-list.js';
export { ruleWords } from './erasure-words.js';
