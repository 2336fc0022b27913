import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { keyProofText, renewalText } from '@etapiste/protocol';

/** The key that a device sent; `undefined` for anything but EC P-256. */
function readKey(publicKey: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    // No key at all: the caller refuses it like a wrong one.
    return undefined;
  }
}

function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = readKey(publicKey);
  return key !== undefined && verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'));
}

/** Whether the sender holds the private key of what it wants vouched for. */
export const isOwnKey = (publicKey: string, proof: string): boolean => isSignedBy(publicKey, keyProofText(publicKey), proof);

/** Whether the holder of the present key asks for the next one. */
export const isRenewal = (presentKey: string, serial: string, nextKey: string, signature: string): boolean =>
  isSignedBy(presentKey, renewalText(serial, nextKey), signature);
