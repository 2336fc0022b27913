import type { Unsubscribe } from './room-link.js';

/** By what a room gets in at its broker. */
export interface Access {
  readonly roomId: string;
  /** `mqtt://` or `mqtts://`. */
  readonly url: string;
  /** Of the demo's rooms; a real room has a certificate. */
  readonly password?: string;
  /** PEM: whom it trusts, and what it shows. */
  readonly tls?: { readonly ca: string; readonly key: string; readonly cert: string };
  /** Serial number of the certificate, hexadecimal. */
  readonly serial?: string;
}

/** Where a room's access comes from; it may come later, change, and end. */
export interface RoomAccess {
  readonly current: Access | undefined;
  /** What a maintainer must type, while it belongs to no room. */
  readonly code?: string | undefined;
  onChange(handler: () => void): Unsubscribe;
  /** The broker did not let it in, or could not be trusted: it may be that this access counts no longer. */
  doubt(): void;
}

/** Access that stays as the configuration says. */
export const fixedAccess = (current: Access): RoomAccess => ({
  current,
  onChange: () => () => undefined,
  doubt: () => undefined,
});
