import { isSeenOnLamp, roomStateMessages, type CallWord, type LampPattern } from '@etapiste/protocol';
import type { SelfCheck } from '../faults/index.js';
import type { Lamp } from '../hardware/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';

/** What could be shown; the lamp shows the first that applies. */
export interface LampWishes {
  /** A maintainer looks for the room. */
  readonly isIdentifying: boolean;
  readonly callWord: CallWord | undefined;
  /** The document camera runs without a visit: the room is told (DESIGN §6). */
  readonly isAnnouncedTest: boolean;
  readonly hasFault: boolean;
}

/** A call goes before everything but a person who is looking for this very lamp. */
export function lampPattern(wishes: LampWishes): LampPattern {
  if (wishes.isIdentifying) return 'identify';
  if (wishes.callWord) return wishes.callWord;
  if (wishes.isAnnouncedTest) return 'announced-test';
  return wishes.hasFault ? 'fault' : 'dark';
}

/** Holds the one lamp of the room for all features that want to say something with it. */
export class LampFeature {
  private wishes: LampWishes = { isIdentifying: false, callWord: undefined, isAnnouncedTest: false, hasFault: false };
  private unsubscribes: Unsubscribe[] = [];

  constructor(
    private readonly lamp: Lamp,
    private readonly selfCheck: SelfCheck,
    private readonly link: RoomLink,
  ) {}

  start(): void {
    this.unsubscribes = [
      this.link.subscribe(roomStateMessages.display, ({ lamp }) => this.wish({ isAnnouncedTest: lamp === 'announced-test' })),
      this.selfCheck.onChange(() => this.wish({ hasFault: this.selfCheck.codes.some(isSeenOnLamp) })),
    ];
    this.wish({ hasFault: this.selfCheck.codes.some(isSeenOnLamp) });
  }

  stop(): void {
    for (const unsubscribe of this.unsubscribes) unsubscribe();
  }

  wish(changed: Partial<LampWishes>): void {
    this.wishes = { ...this.wishes, ...changed };
    this.lamp.show(lampPattern(this.wishes));
  }
}
