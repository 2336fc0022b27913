import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Within this time a person sees that another card has come under the finger, and can still stop. */
export const noticeMs = 300;

interface Place {
  readonly top: number;
  /** When the card came to where it is, on the time line of events. */
  readonly since: number;
  /** When it was first seen at all. */
  readonly shownSince: number;
}

/**
 * Lets through only presses that were meant for the card that they meet. When somebody else answers the topmost call, the
 * next card moves up under a finger that is already on its way: a click counts only for the card on which its press began,
 * and only when that card had been in its place for `noticeMs` by then. By the keyboard, whose focus stays with its card,
 * the card must only have been there so long. Judged by the time stamps of the events: a busy page that hears of a press
 * late still knows when it was made.
 */
export class MeantPresses implements ReactiveController {
  private places = new Map<HTMLElement, Place>();
  private observer: ResizeObserver | undefined;
  private pressed: HTMLElement | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    /** The cards of now, and the parts of the page that move them by growing or shrinking. */
    private readonly parts: () => { readonly cards: readonly HTMLElement[]; readonly movers: readonly HTMLElement[] },
  ) {}

  hostConnected(): void {
    this.host.addEventListener('pointerdown', this.onPress, { capture: true });
    this.host.addEventListener('click', this.onClick, { capture: true });
    document.addEventListener('scroll', this.onScroll, { passive: true });
  }

  hostUpdated(): void {
    const { cards, movers } = this.parts();
    if (cards.length === 0) return;
    // Runs after layout and before paint, and after whatever scrolls the page so that the cards stay where they are.
    this.observer ??= new ResizeObserver(() => this.measure());
    for (const part of [...cards, ...movers]) this.observer.observe(part);
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.observer = undefined;
    this.places.clear();
    this.host.removeEventListener('pointerdown', this.onPress, { capture: true });
    this.host.removeEventListener('click', this.onClick, { capture: true });
    document.removeEventListener('scroll', this.onScroll);
  }

  private measure(): void {
    const now = performance.now();
    this.places = new Map(
      this.parts().cards.map((card) => {
        const { top } = card.getBoundingClientRect();
        const known = this.places.get(card);
        if (!known) return [card, { top, since: now, shownSince: now }];
        const isMoved = Math.abs(known.top - top) >= 1;
        return [card, isMoved ? { ...known, top, since: now } : known];
      }),
    );
  }

  /** Whoever scrolls moves the cards on purpose. */
  private readonly onScroll = (): void => {
    for (const [card, place] of this.places) this.places.set(card, { ...place, top: card.getBoundingClientRect().top });
  };

  private readonly onPress = (event: PointerEvent): void => {
    // The layout that this press was aimed through may not have been painted yet.
    this.measure();
    const card = this.cardOf(event);
    const since = card && this.places.get(card)?.since;
    this.pressed = since !== undefined && event.timeStamp - since >= noticeMs ? card : undefined;
  };

  private readonly onClick = (event: MouseEvent): void => {
    const card = this.cardOf(event);
    if (!card) return;
    const isByKeyboard = event.detail === 0;
    const shownSince = this.places.get(card)?.shownSince ?? event.timeStamp;
    const isMeant = isByKeyboard ? event.timeStamp - shownSince >= noticeMs : this.pressed === card;
    if (!isMeant) event.stopPropagation();
  };

  private cardOf(event: Event): HTMLElement | undefined {
    const path = event.composedPath();
    return this.parts().cards.find((card) => path.includes(card));
  }
}
