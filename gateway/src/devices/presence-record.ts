import type { PresenceState } from '@etapiste/protocol';

/** One word of a controller, or of its will, about itself. */
export interface PresenceWord {
  readonly state: PresenceState;
  readonly bootId: string;
  readonly connection: number;
  readonly seq: number;
}

/** What a word or a silence changed; `why` is for the maintainer. */
export interface PresenceChange {
  readonly what: 'online' | 'restarted' | 'stopped' | 'lost';
  readonly why: 'connection-lost' | 'not-heard' | 'heard-again' | null;
}

export interface PresenceSnapshot {
  readonly state: PresenceState | 'never-seen';
  readonly bootId: string | null;
}

/** So many earlier boots are remembered, so that their late words count for nothing. */
const mostPastBoots = 8;

/**
 * The rules of presence for one controller (DESIGN §4). A birth counts unless it is old; a death counts only for the very
 * connection it names, because wills are written ahead of time and arrive late. Whatever else is heard shows that the
 * controller lives, so a wrong death heals itself.
 */
export class PresenceRecord {
  private state: PresenceState | 'never-seen';
  private bootId: string | null;
  /** Null when the connection's birth was not heard: then any death of this boot counts. */
  private connection: number | null = null;
  private seq = -1;
  /** The last numbers of earlier boots, the newest boot last. */
  private readonly past = new Map<string, number>();

  constructor(known: PresenceSnapshot = { state: 'never-seen', bootId: null }) {
    this.state = known.state;
    this.bootId = known.bootId;
  }

  get snapshot(): PresenceSnapshot {
    return { state: this.state, bootId: this.bootId };
  }

  get isOnline(): boolean {
    return this.state === 'online';
  }

  /** The controller, or its will, said something about its presence. */
  said(word: PresenceWord): PresenceChange | undefined {
    return word.state === 'online' ? this.born(word) : this.died(word, word.state);
  }

  /** Any other live message came: the controller of that boot lives. */
  heard({ bootId, seq }: Pick<PresenceWord, 'bootId' | 'seq'>): PresenceChange | undefined {
    if (this.isOld(bootId, seq)) return undefined;
    const connection = bootId === this.bootId ? this.connection : null;
    return this.become({ bootId, seq, connection }, 'heard-again');
  }

  /** Nothing was heard for too long, whatever the broker thinks. */
  fellSilent(): PresenceChange | undefined {
    return this.end('lost', 'not-heard');
  }

  /** Whether a boot that another one has followed says something new: two machines live under one name. */
  isReturn({ bootId, seq }: Pick<PresenceWord, 'bootId' | 'seq'>): boolean {
    const last = this.past.get(bootId);
    return bootId !== this.bootId && last !== undefined && seq > last;
  }

  private born(word: PresenceWord): PresenceChange | undefined {
    if (this.isOld(word.bootId, word.seq)) return undefined;
    if (word.bootId === this.bootId && word.connection < (this.connection ?? 0)) return undefined;
    return this.become(word, null);
  }

  /** A will carries the number of the moment when it was written, so its number says nothing about order. */
  private died(word: PresenceWord, state: 'stopped' | 'lost'): PresenceChange | undefined {
    if (this.state === 'never-seen') this.bootId = word.bootId;
    const isCurrent = word.bootId === this.bootId && word.connection === (this.connection ?? word.connection);
    if (!isCurrent) return undefined;
    this.seq = Math.max(this.seq, word.seq);
    return this.end(state, state === 'lost' ? 'connection-lost' : null);
  }

  private become(
    next: { readonly bootId: string; readonly seq: number; readonly connection: number | null },
    why: PresenceChange['why'],
  ): PresenceChange | undefined {
    const before = this.snapshot;
    if (before.bootId !== null && before.bootId !== next.bootId) this.remember(before.bootId);
    this.state = 'online';
    this.bootId = next.bootId;
    this.connection = next.connection;
    this.seq = next.seq;
    if (before.bootId !== null && before.bootId !== next.bootId) return { what: 'restarted', why: null };
    return before.state === 'online' ? undefined : { what: 'online', why };
  }

  private end(state: 'stopped' | 'lost', why: PresenceChange['why']): PresenceChange | undefined {
    if (this.state === state) return undefined;
    // Leaving was announced: that the line then closes, or falls silent, says nothing new.
    if (this.state === 'stopped') return undefined;
    this.state = state;
    return { what: state, why };
  }

  private isOld(bootId: string, seq: number): boolean {
    return seq <= (bootId === this.bootId ? this.seq : (this.past.get(bootId) ?? -1));
  }

  private remember(bootId: string): void {
    this.past.set(bootId, this.seq);
    const [oldest] = this.past.keys();
    if (this.past.size > mostPastBoots && oldest !== undefined) this.past.delete(oldest);
  }
}
