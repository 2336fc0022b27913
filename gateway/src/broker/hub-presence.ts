import { hubPresence, type EnvelopeStamp, type PresenceState } from '@etapiste/protocol';
import type { HubIdentity } from './hub-identity.js';

/** What this hub says about itself. `connection` counts its connections to the broker, so that an old will is recognised. */
export class HubPresence {
  readonly topic: string;
  private connection = 1;

  constructor(
    identity: HubIdentity,
    private readonly envelopes: EnvelopeStamp,
  ) {
    this.topic = hubPresence.topic(identity.name);
  }

  payload(state: PresenceState): string {
    return JSON.stringify(this.envelopes.stamp({ state, connection: this.connection }));
  }

  beginNextConnection(): void {
    this.connection += 1;
  }
}
