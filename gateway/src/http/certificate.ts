import path from 'node:path';
import type { Server } from 'node:https';
import type { Surroundings } from '../app.module.js';
import { HubCa, keepCertified } from '../ca/index.js';
import { CertificateFiles } from './certificate-files.js';

/** What HTTPS shows, and how it stays fresh while the hub runs. */
export interface HttpsCertificate {
  /** PEM. */
  readonly pair: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** Renews what a server shows, until it closes. */
  keepFresh(server: Server): void;
}

/** The certificate that the configuration asks for; `undefined` for plain HTTP. @throws Error that names an unusable file */
export async function openCertificate({ config, log, clock }: Surroundings): Promise<HttpsCertificate | undefined> {
  if (config.tls === undefined) return undefined;
  if (config.tls !== 'own-ca') return CertificateFiles.read(config.tls, log);
  const ca = await HubCa.open(path.join(config.dataDir, 'secrets', 'ca'), config.hubName, clock);
  const publicName = new URL(config.publicUrl).hostname.replace(/^\[|\]$/g, '');
  const names = [...new Set([publicName, 'localhost', '127.0.0.1'])];
  const pair = await ca.serverCertificate(names);
  return {
    pair,
    keepFresh: (server) => {
      const { stop } = keepCertified(server, pair, names, ca, clock);
      server.once('close', stop);
    },
  };
}
