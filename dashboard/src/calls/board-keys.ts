import type { ReactiveController } from 'lit';

/** What each key does, by its letter. */
export type KeyDeeds = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Single letters of the advisor's desk: V answers, A closes, U begins a new booking (GUIDE, keyboard). The keys do nothing while
 * somebody types, holds a modifier or a key down, or has a dialog open.
 */
export class BoardKeys implements ReactiveController {
  constructor(
    private readonly isOn: () => boolean,
    private readonly deeds: KeyDeeds,
  ) {}

  hostConnected(): void {
    addEventListener('keydown', this.onKey);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat && !event.isComposing;
    if (!isPlain || !this.isOn() || event.composedPath().some(takesLetters)) return;
    this.deeds[event.key.toLowerCase()]?.(event);
  };
}

const takesLetters = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, dialog, [role="combobox"]'));
