import { createHash, createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Clock } from '../time/clock.js';
import { keepCaFiles, readCaFiles, type CaFiles } from './ca-files.js';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 24 * 60 * 60 * 1_000;
const caDays = 20 * 365;
/** Short enough to be renewed while a hub runs, which `keepCertified` does. */
export const serverCertificateDays = 90;
/** Several hubs and their databases may be this far apart. */
const clockTolerance = 5 * 60 * 1_000;

/** A private key and its certificate with the whole chain, as PEM: what a TLS server takes. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
  readonly validTo: Date;
}

/** What the hub vouches for with a client's certificate. */
export interface ClientIdentity {
  /** CN; an external broker takes it for the user's name (`use_identity_as_username`). */
  readonly name: string;
  readonly role: 'controller' | 'hub';
  /** DER, SubjectPublicKeyInfo. The private key never leaves its machine. */
  readonly publicKey: Uint8Array;
  readonly validTo: Date;
}

export interface ClientCertificate {
  /** Upper-case hexadecimal, 32 digits, as TLS libraries print it. */
  readonly serial: string;
  readonly pem: string;
}

/** By which names a certificate says which room a controller belongs to. */
export const roomUrn = (roomId: string): string => `urn:etapiste:room:${roomId}`;

/** Loaded when something is signed: a hub that only listens on loopback never carries these 20 MB. */
async function x509() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

/**
 * The hub's own certificate authority (DESIGN §7). Devices trust it by its fingerprint, and it vouches for the hub's servers and for
 * controllers. Its key is made here, lies in the data folder with mode 0600, and never leaves it.
 */
export class HubCa {
  private constructor(
    private readonly files: CaFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * The authority in a folder, which is made when it is not there. Hubs that share a store share this folder's content.
   * @param hubName part of the name that browsers show
   */
  static async open(folder: string, hubName: string, clock: Clock): Promise<HubCa> {
    const files = (await readCaFiles(folder)) ?? (await keepCaFiles(folder, await makeAuthority(hubName, clock)));
    const certificate = new X509Certificate(files.certificate);
    if (!certificate.ca || !certificate.checkPrivateKey(createPrivateKey(files.key)))
      throw new Error(`${folder} does not hold the key and the certificate of one certificate authority`);
    return new HubCa(files, clock);
  }

  /** PEM: what devices and browsers trust. */
  get certificate(): string {
    return this.files.certificate;
  }

  /** SHA-256 of the certificate: hexadecimal in 16 groups of four, with colons between. Goes into the configuration of devices. */
  get fingerprint(): string {
    const digest = createHash('sha256').update(new X509Certificate(this.files.certificate).raw).digest('hex').toUpperCase();
    return (digest.match(/.{4}/g) as string[]).join(':');
  }

  /** A new key and certificate of a server that is reached by these names or addresses. */
  async serverCertificate(names: readonly string[]): Promise<ServerCertificate> {
    const { ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, SubjectAlternativeNameExtension } =
      await x509();
    const keys = await makeKeys();
    const validTo = this.inDays(serverCertificateDays);
    const { pem } = await this.sign({
      subject: [{ CN: [names[0] ?? 'localhost'] }],
      publicKey: keys.publicKey,
      // A room's machine without a battery may wake up long ago: nothing is gained by a later beginning.
      notBefore: new Date(new X509Certificate(this.files.certificate).validFrom),
      notAfter: validTo,
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }) as const)),
      ],
    });
    return { key: await exportKey(keys.privateKey), cert: `${pem}\n${this.files.certificate}`, validTo };
  }

  /** Vouches for a client's key. */
  async clientCertificate({ name, role, publicKey, validTo }: ClientIdentity): Promise<ClientCertificate> {
    const { ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, SubjectAlternativeNameExtension } =
      await x509();
    const key = await webcrypto.subtle.importKey('spki', publicKey, algorithm, true, ['verify']);
    const value = role === 'controller' ? roomUrn(name) : `urn:etapiste:hub:${name}`;
    return this.sign({
      subject: [{ O: ['Etäpiste'] }, { OU: [role] }, { CN: [name] }],
      publicKey: key,
      notBefore: new Date(this.clock.now().getTime() - clockTolerance),
      notAfter: validTo,
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
        new SubjectAlternativeNameExtension([{ type: 'url', value }]),
      ],
    });
  }

  /** The list of what no longer counts (RFC 5280 §5), PEM, for brokers that ask no store. Due again after `days`. */
  async revocationList(revoked: readonly { serial: string; at: Date }[], days: number): Promise<string> {
    const { AuthorityKeyIdentifierExtension, X509CrlGenerator, X509CrlReason, X509Certificate: Certificate } = await x509();
    const ca = new Certificate(this.files.certificate);
    const list = await X509CrlGenerator.create({
      issuer: ca.subjectName.toJSON(),
      thisUpdate: new Date(this.clock.now().getTime() - clockTolerance),
      nextUpdate: this.inDays(days),
      signingAlgorithm: algorithm,
      signingKey: await this.signingKey(),
      entries: revoked.map(({ serial, at }) => ({
        serialNumber: serial,
        revocationDate: at,
        reason: X509CrlReason.cessationOfOperation,
      })),
      extensions: [await AuthorityKeyIdentifierExtension.create(ca, false)],
    });
    // The library would call it `CRL`, which OpenSSL does not read (RFC 7468 §7).
    return pem('X509 CRL', Buffer.from(list.rawData));
  }

  private async sign(wanted: {
    subject: Record<string, string[]>[];
    publicKey: webcrypto.CryptoKey;
    notBefore: Date;
    notAfter: Date;
    extensions: import('@peculiar/x509').Extension[];
  }): Promise<ClientCertificate> {
    const {
      AuthorityKeyIdentifierExtension,
      BasicConstraintsExtension,
      X509CertificateGenerator,
      X509Certificate: Certificate,
    } = await x509();
    const ca = new Certificate(this.files.certificate);
    const serial = newSerial();
    const certificate = await X509CertificateGenerator.create({
      ...wanted,
      serialNumber: serial,
      issuer: ca.subjectName.toJSON(),
      signingKey: await this.signingKey(),
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        ...wanted.extensions,
        await AuthorityKeyIdentifierExtension.create(ca, false),
      ],
    });
    return { serial, pem: certificate.toString('pem') };
  }

  private async signingKey(): Promise<webcrypto.CryptoKey> {
    const der = createPrivateKey(this.files.key).export({ format: 'der', type: 'pkcs8' });
    return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  }

  private inDays(days: number): Date {
    return new Date(this.clock.now().getTime() + days * dayMs);
  }
}

async function makeAuthority(hubName: string, clock: Clock): Promise<CaFiles> {
  const {
    BasicConstraintsExtension,
    KeyUsageFlags,
    KeyUsagesExtension,
    SubjectKeyIdentifierExtension,
    X509CertificateGenerator,
  } = await x509();
  const keys = await makeKeys();
  const now = clock.now().getTime();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ O: ['Etäpiste'] }, { CN: [`Etäpiste ${hubName}`] }],
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + caDays * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      // No authority below this one.
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey, false),
    ],
  });
  return { key: await exportKey(keys.privateKey), certificate: `${certificate.toString('pem')}\n` };
}

const makeKeys = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

const exportKey = async (key: webcrypto.CryptoKey): Promise<string> =>
  pem('PRIVATE KEY', Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)));

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${(der.toString('base64').match(/.{1,64}/g) as string[]).join('\n')}\n-----END ${label}-----\n`;

/** 128 bits, positive and without a leading zero, so that every library writes it alike (RFC 5280 §4.1.2.2). */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = 0x40 | ((bytes[0] as number) & 0x3f);
  return bytes.toString('hex').toUpperCase();
}
