import type { ReactiveController } from 'lit';

interface Deeds {
  readonly find: () => void;
  /** The first free times, counted from 0. */
  readonly take?: (index: number) => void;
  readonly letGo?: () => void;
}

/**
 * U goes to the first field of a new booking, digits take one of the first free times, Esc lets go. As with the board's keys: nothing
 * while somebody types, holds a modifier down or has a dialog open; a digit finds nothing in a list of services, so it acts there too.
 */
export class BookingKeys implements ReactiveController {
  constructor(
    /** Whether letters and digits act; Esc always does. */
    private readonly isOn: () => boolean,
    private readonly deeds: Deeds,
  ) {}

  hostConnected(): void {
    addEventListener('keydown', this.onKey);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat && !event.isComposing;
    if (!isPlain || event.defaultPrevented) return;
    const path = event.composedPath().filter((each) => each instanceof HTMLElement);
    if (path.some((each) => each.matches('dialog, wa-dialog'))) return;
    if (event.key === 'Escape') return this.deeds.letGo?.();
    if (!this.isOn()) return;
    if (path.some((each) => each.isContentEditable || each.matches('input:not([type=radio]), textarea, [role="combobox"]')))
      return;
    if (/^[1-9]$/.test(event.key)) return this.deeds.take?.(Number(event.key) - 1);
    if (event.key.toLowerCase() === 'u' && !path.some((each) => each.matches('select'))) {
      event.preventDefault();
      this.deeds.find();
    }
  };
}
