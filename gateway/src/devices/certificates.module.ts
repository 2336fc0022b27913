import { Global, Module } from '@nestjs/common';
import { ClientCertificates } from '../broker/index.js';
import { KnownCertificates } from './known-certificates.js';

/** Which certificates count, for the broker: plumbing that knows no feature. */
@Global()
@Module({
  providers: [KnownCertificates, { provide: ClientCertificates, useExisting: KnownCertificates }],
  exports: [KnownCertificates, ClientCertificates],
})
export class CertificatesModule {}
