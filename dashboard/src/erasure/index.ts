import './erasure-list.js';

export { ErasureList } from './erasure-list.js';
