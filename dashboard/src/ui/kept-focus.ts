import { LitElement, type ReactiveController, type ReactiveControllerHost } from 'lit';

/**
 * Whoever works by keyboard never loses the place: when what has the focus leaves the page, the focus goes to the place
 * that the page names for it, not to the beginning of the document.
 */
export class KeptFocus implements ReactiveController {
  private held: Element | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly shadowRoot: ShadowRoot | null },
    private readonly refuge: (lost: Element) => HTMLElement | null | undefined,
  ) {}

  hostUpdate(): void {
    this.held = this.host.shadowRoot?.activeElement ?? null;
  }

  hostUpdated(): void {
    if (this.held && !this.held.isConnected) this.keep(this.held);
  }

  /**
   * The same after a dialog, which gives the focus back to what opened it even when that has left meanwhile. Until the
   * browser draws again the focus may still stand in the closed dialog.
   */
  keep(lost: Element): void {
    const at = this.host.shadowRoot?.activeElement ?? null;
    if (at === null || at === lost) void this.focusRefuge(lost);
  }

  private async focusRefuge(lost: Element): Promise<void> {
    const place = this.refuge(lost);
    // An element that has come with this very update has not drawn yet what can take the focus.
    if (place instanceof LitElement) await place.updateComplete;
    place?.focus();
  }
}
