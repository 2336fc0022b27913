import type { Server } from 'node:tls';
import { minutes } from '@etapiste/protocol';
import type { Clock } from '../time/clock.js';
import { serverCertificateDays, type HubCa, type ServerCertificate } from './hub-ca.js';

const lookEvery = minutes(60);
const renewBeforeMs = (serverCertificateDays / 3) * 24 * minutes(60);

/**
 * Gives a running TLS server a new certificate long before its old one ends; open connections stay.
 * @param first the one that it began with
 * @returns ends it
 */
export function keepCertified(
  server: Pick<Server, 'setSecureContext'>,
  first: ServerCertificate,
  names: readonly string[],
  ca: HubCa,
  clock: Clock,
): { readonly look: () => Promise<void>; readonly stop: () => void } {
  let current = first;
  const look = async () => {
    if (current.validTo.getTime() - clock.now().getTime() > renewBeforeMs) return;
    current = await ca.serverCertificate(names);
    server.setSecureContext({ key: current.key, cert: current.cert });
  };
  const timer = setInterval(() => void look(), lookEvery);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
