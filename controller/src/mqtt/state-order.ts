import type { Envelope } from '@etapiste/protocol';

/** More hubs than any installation has; the one heard longest ago is forgotten first. */
const mostHubs = 32;

/** Tells repeated and late state from new: within one hub's boot `seq` only grows (DESIGN §4). Different hubs cannot be ordered. */
export class StateOrder {
  private readonly newest = new Map<string, number>();

  isNew({ bootId, seq }: Pick<Envelope, 'bootId' | 'seq'>): boolean {
    const known = this.newest.get(bootId);
    if (known !== undefined && seq <= known) return false;
    this.newest.delete(bootId);
    this.newest.set(bootId, seq);
    const oldest = this.newest.keys().next();
    if (this.newest.size > mostHubs && !oldest.done) this.newest.delete(oldest.value);
    return true;
  }
}
