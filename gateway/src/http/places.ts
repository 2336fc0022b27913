/** So many at once for each of them, and no more. Forgets whoever holds none. */
export class Places {
  private readonly taken = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Takes a place and answers with what gives it back; a repeat of that changes nothing. `undefined` when none is left. */
  take(who: string): (() => void) | undefined {
    const count = this.taken.get(who) ?? 0;
    if (count >= this.most) return undefined;
    this.taken.set(who, count + 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.giveBack(who);
      isHeld = false;
    };
  }

  private giveBack(who: string): void {
    const left = (this.taken.get(who) ?? 1) - 1;
    if (left > 0) this.taken.set(who, left);
    else this.taken.delete(who);
  }
}
