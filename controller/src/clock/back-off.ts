import type { Milliseconds } from '@etapiste/protocol';

/** Waiting times that double from `first` to `most`, each 25 % shorter or longer by chance, so that rooms do not march in step. */
export class BackOff {
  private tries = 0;

  constructor(
    private readonly first: Milliseconds,
    private readonly most: Milliseconds,
    private readonly random: () => number = Math.random,
  ) {}

  next(): Milliseconds {
    const plain = Math.min(this.first * 2 ** this.tries, this.most);
    this.tries += 1;
    return plain * (0.75 + this.random() / 2);
  }

  reset(): void {
    this.tries = 0;
  }
}
