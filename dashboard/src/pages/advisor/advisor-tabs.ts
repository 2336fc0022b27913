import type { LitElement, ReactiveController } from 'lit';
import { bookingOperations } from '@etapiste/protocol';
import { msg } from '../../i18n/index.js';
import { mayHere } from '../../people/index.js';
import type { BarPage } from '../../ui/index.js';

export type AdvisorTab = 'board' | 'bookings';

const addressOf: Readonly<Record<AdvisorTab, string>> = { board: '/advisor', bookings: '/advisor?view=bookings' };

/** The tabs in the bar; booking for those whose roles may. */
export const advisorTabs = (current: AdvisorTab): readonly BarPage[] =>
  [
    { tab: 'board' as const, label: msg('Taulu') },
    ...(mayHere(bookingOperations.showTimetable) ? [{ tab: 'bookings' as const, label: msg('Varaukset') }] : []),
  ].map(({ tab, label }) => ({ label, href: addressOf[tab], isCurrent: tab === current }));

/**
 * Which tab is shown, as the address says. A press on a tab does not load the page anew: the shift goes on and the browser keeps
 * letting calls sound. What a tab draws is loaded with its first showing.
 */
export class AdvisorTabs implements ReactiveController {
  current: AdvisorTab = 'board';
  /** Whether a key brought here: then the focus goes along. */
  isByKey = false;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('popstate', this.follow);
    this.follow();
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.follow);
  }

  show(tab: AdvisorTab, { isByKey = false } = {}): void {
    if (this.current === tab) return;
    this.isByKey = isByKey;
    history.pushState(null, '', addressOf[tab]);
    this.follow();
  }

  readonly onClick = (event: MouseEvent): void => {
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const tab = (Object.keys(addressOf) as AdvisorTab[]).find((each) => link?.getAttribute('href') === addressOf[each]);
    if (!tab || !isPlain) return;
    event.preventDefault();
    this.show(tab);
  };

  private readonly follow = (): void => {
    const wanted = new URLSearchParams(location.search).get('view');
    this.current = wanted === 'bookings' && mayHere(bookingOperations.showTimetable) ? 'bookings' : 'board';
    if (this.current === 'bookings') void import('../../bookings/bookings-view.js');
    this.host.requestUpdate();
  };
}
