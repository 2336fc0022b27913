export { ErasureRunEntity } from './erasure-run.entity.js';
export { ErasureModule } from './erasure.module.js';
export { Erasure } from './erasure.service.js';
export { mailErasure } from './mail.erasure.js';
