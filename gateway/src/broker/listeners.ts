import type { Unregister } from './broker.js';

/** Those who want to hear of one thing, in the order in which they came. */
export class Listeners<Heard> {
  private readonly all = new Set<(heard: Heard) => void>();

  add(listener: (heard: Heard) => void): Unregister {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  tell(heard: Heard): void {
    for (const listener of this.all) listener(heard);
  }
}
