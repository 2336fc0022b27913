import type { Unregister } from './broker.js';

/** What a certificate of the hub's own authority is worth now. */
export type CertificateWorth =
  | { readonly isGood: true; readonly roomId: string }
  | { readonly isGood: false; readonly why: 'unknown' | 'revoked' | 'expired' };

/** Which certificates count. `devices` provides it from the store; plumbing asks anew each time. */
export abstract class ClientCertificates {
  /** @param serial upper-case hexadecimal. One that the store does not know is worth nothing, whoever signed it. */
  abstract worthOf(serial: string): CertificateWorth;

  /** Whether a room had a certificate, and has none that counts any more: whoever still speaks as this room is not its controller. */
  abstract isShutOut(roomId: string): boolean;

  /** Told when one of a room has lost its worth. */
  abstract onLost(listener: (roomId: string) => void): Unregister;
}

/** Where rooms enter by passwords on this very machine only. */
export const noCertificates: ClientCertificates = {
  worthOf: () => ({ isGood: false, why: 'unknown' }),
  isShutOut: () => false,
  onLost: () => () => undefined,
};
