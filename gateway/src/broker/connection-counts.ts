import type { BrokerLimits } from './limits.js';

/** One connection that was let in; it counts until `closed`, and as a stranger until `known`. */
export interface Admission {
  known(): void;
  closed(): void;
}

interface Count {
  all: number;
  strangers: number;
}

/** How many connections there are, in all and from each address. */
export class ConnectionCounts {
  private readonly total: Count = { all: 0, strangers: 0 };
  private readonly byAddress = new Map<string, Count>();

  constructor(private readonly limits: BrokerLimits) {}

  /** @returns undefined when there are too many already */
  admit(address: string): Admission | undefined {
    const own = this.byAddress.get(address) ?? { all: 0, strangers: 0 };
    const { connections, connectionsPerAddress, strangers, strangersPerAddress } = this.limits;
    if (this.total.all >= connections || own.all >= connectionsPerAddress) return undefined;
    if (this.total.strangers >= strangers || own.strangers >= strangersPerAddress) return undefined;
    this.byAddress.set(address, own);
    for (const count of [this.total, own]) {
      count.all += 1;
      count.strangers += 1;
    }
    return this.admission(address, own);
  }

  private admission(address: string, own: Count): Admission {
    let isStranger = true;
    let isOpen = true;
    const known = () => {
      if (!isStranger) return;
      isStranger = false;
      for (const count of [this.total, own]) count.strangers -= 1;
    };
    const closed = () => {
      if (!isOpen) return;
      isOpen = false;
      known();
      for (const count of [this.total, own]) count.all -= 1;
      if (own.all === 0) this.byAddress.delete(address);
    };
    return { known, closed };
  }
}
