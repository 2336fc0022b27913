import { X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import { seconds } from '@etapiste/protocol';
import { Gauge } from 'prom-client';
import type { CertificateFilePaths } from '../config/web.js';
import type { Log } from '../log/log.js';

const lookEveryMs = seconds(2);
const expires = new Gauge({
  name: 'etapiste_https_certificate_expires_seconds',
  help: 'When the certificate of HTTPS expires, seconds since 1970',
});

/**
 * A given certificate for HTTPS. A renewed one is taken into use while the hub runs, for new connections; while its two
 * files do not fit together, or cannot be read, the one before stays.
 */
export class CertificateFiles {
  private constructor(
    private readonly files: CertificateFilePaths,
    private readonly log: Log,
    readonly pair: { readonly cert: Buffer; readonly key: Buffer },
  ) {}

  /** @throws Error that names the file, when one cannot be read or the two do not fit together */
  static read(files: CertificateFilePaths, log: Log): CertificateFiles {
    return new CertificateFiles(files, log, readPair(files));
  }

  /** Keeps a server's certificate that of the files, until the server closes. */
  keepFresh(server: Server): void {
    const look = () => this.renew(server);
    const { certFile, keyFile } = this.files;
    // By asking, not by inotify: certificates are renewed by turning links, also in folders of other machines.
    for (const file of [certFile, keyFile]) watchFile(file, { interval: lookEveryMs, persistent: false }, look);
    server.once('close', () => [certFile, keyFile].forEach((file) => unwatchFile(file, look)));
  }

  private renew(server: Server): void {
    try {
      server.setSecureContext(readPair(this.files));
      this.log.info({}, 'the certificate of HTTPS has been renewed');
    } catch (error) {
      this.log.warn({ err: error }, 'the renewed certificate of HTTPS cannot be used; the one before stays');
    }
  }
}

function readPair({ certFile, keyFile }: CertificateFilePaths) {
  const pair = { cert: readFile('ETAPISTE_TLS_CERT_FILE', certFile), key: readFile('ETAPISTE_TLS_KEY_FILE', keyFile) };
  try {
    createSecureContext(pair);
    expires.set(Date.parse(new X509Certificate(pair.cert).validTo) / 1000);
    return pair;
  } catch (cause) {
    throw new Error(`${certFile} and ${keyFile} are no certificate and its key (PEM)`, { cause });
  }
}

function readFile(setting: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`${setting}: ${file} cannot be read`, { cause });
  }
}
