import type { ReactiveController } from 'lit';

/**
 * V answers, A closes (GUIDE, keyboard). The keys do nothing while somebody types, holds a modifier or a key down, or has
 * a dialog open.
 */
export class BoardKeys implements ReactiveController {
  constructor(
    private readonly isOn: () => boolean,
    private readonly answer: (event: KeyboardEvent) => void,
    private readonly end: () => void,
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
    const key = event.key.toLowerCase();
    if (key === 'v') this.answer(event);
    else if (key === 'a') this.end();
  };
}

const takesLetters = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, dialog, [role="combobox"]'));
