import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { keyProofText } from '@etapiste/protocol';

/** The key of this machine: made here, and it never leaves. */
export class DeviceKey {
  private constructor(private readonly key: KeyObject) {}

  static make(): DeviceKey {
    return new DeviceKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  }

  /** @param pem PKCS #8 */
  static read(pem: string): DeviceKey {
    return new DeviceKey(createPrivateKey(pem));
  }

  /** PKCS #8, for its file only. */
  get pem(): string {
    return this.key.export({ format: 'pem', type: 'pkcs8' }) as string;
  }

  /** What the hub is asked to vouch for: the public key, and that the private one is here. */
  get claim(): { readonly publicKey: string; readonly proof: string } {
    const publicKey = createPublicKey(this.key).export({ format: 'der', type: 'spki' }).toString('base64');
    return { publicKey, proof: this.sign(keyProofText(publicKey)) };
  }

  /** ECDSA with SHA-256, DER, base64. */
  sign(text: string): string {
    return sign('sha256', Buffer.from(text), this.key).toString('base64');
  }
}
