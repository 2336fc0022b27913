import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Call, LiveState } from '@etapiste/protocol';
import { atClock, duration, localized, msg, str } from '../i18n/index.js';
import { KeptFocus, sharedStyles, type Status } from '../ui/index.js';
import { callCardStyles } from './call-card.styles.js';
import { isNotReached, isNumberShown, waitedMs } from './call-order.js';
import { placeName, sourceWords } from './call-words.js';

/** What a card asks its page to do with its call. */
export type CallDeed = 'acknowledge' | 'go' | 'end';
export type CallDeedEvent = CustomEvent<{ readonly call: Call; readonly deed: CallDeed }>;

/**
 * One call that needs a person, or has one on the way. Says that it has been rendered (`call-rendered`) from the render
 * itself: that is what a receipt means. Asks its page to act with `call-deed`.
 */
@customElement('call-card')
@localized()
export class CallCard extends LitElement {
  static override styles = [sharedStyles, callCardStyles];

  @property({ attribute: false }) call!: Call;
  @property({ attribute: false }) points: LiveState['points'] = [];
  /** Now, by the hub's clock. */
  @property({ attribute: false }) now = new Date();
  /** The line to the hub is lost: what the card tells was so then, and may be otherwise now. */
  @property({ type: Boolean }) old = false;
  /** The shift of this page; without one the card only tells. */
  @property({ attribute: false }) shiftId: string | undefined;
  /** Why nothing can be done now, in words; then the buttons do nothing. */
  @property({ attribute: false }) blockedBy: string | undefined;
  /** Keys that do this card's deeds, shown on the buttons. */
  @property({ attribute: false }) answerKey: string | undefined;
  @property({ attribute: false }) endKey: string | undefined;
  @property({ attribute: false }) isBusy = false;
  /** Whether its next step is the page's one filled button. */
  @property({ type: Boolean, reflect: true }) main = false;
  /** The longest waiting: drawn larger than the others. */
  @property({ type: Boolean, reflect: true }) first = false;

  constructor() {
    super();
    this.addController(new KeptFocus(this, () => this));
  }

  /** The focus of a card is on its first deed. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  protected override render() {
    const { call } = this;
    this.dataset['look'] = this.look;
    const place = placeName(call.roomId, this.points);
    return html`
      <status-mark status=${markOf(call)}></status-mark>
      <div class="text">
        <h2>${place}</h2>
        <p>${this.story} ${this.numberToAll}</p>
      </div>
      <div class="acts">
        ${
          call.state === 'open'
            ? html`<span class="wait num" aria-label=${msg(str`Odottanut ${this.waited}`)}>${this.waited}</span>`
            : nothing
        }
        ${this.shiftId ? this.buttons : nothing}
      </div>
    `;
  }

  /** A render that only moves the clock is no news. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('call') && !changed.has('shiftId')) return;
    this.dispatchEvent(new CustomEvent('call-rendered', { detail: this.call, bubbles: true, composed: true }));
  }

  private get look(): string {
    if (this.call.state !== 'open') return 'way';
    if (this.call.isStale) return 'missed';
    return isNotReached(this.call) ? 'not-reached' : 'ringing';
  }

  private get waited(): string {
    return duration(waitedMs(this.call, this.now));
  }

  /** What has happened so far, in a sentence or two. */
  private get story(): string {
    const { call } = this;
    if (call.state === 'on-the-way') return this.wayStory;
    if (call.state === 'acknowledged') {
      const [name, at] = [call.acknowledgedBy?.name ?? '', atClock(call.acknowledgedAt ?? call.openedAt)];
      return this.old
        ? msg(str`${name} vastasi ${at}. Kun yhteys katkesi, kukaan ei ollut vielä lähtenyt huoneeseen.`)
        : msg(str`${name} vastasi ${at}. Kukaan ei ole vielä lähtenyt huoneeseen.`);
    }
    const press = this.pressStory;
    if (call.isStale) return `${press} ${msg('Kutsu myöhästyi eikä soinut. Katso silti huoneeseen.')}`;
    if (this.old) return `${press} ${msg('Kun yhteys katkesi, kukaan ei ollut vastannut. Katso huoneeseen.')}`;
    if (isNotReached(call)) return `${press} ${msg('Kutsu ei ole tavoittanut ketään. Mene heti.')}`;
    return `${press} ${msg('Kukaan ei ole vastannut.')}`;
  }

  private get wayStory(): string {
    const { call, now } = this;
    const name = call.onTheWayBy?.name ?? '';
    const at = atClock(call.acknowledgedAt ?? call.openedAt);
    if (this.old) return msg(str`Kun yhteys katkesi, neuvoja oli tulossa. ${name} vastasi ${at}.`);
    const onTheWay = duration(now.getTime() - new Date(call.onTheWayAt ?? call.openedAt).getTime());
    return msg(str`Neuvoja on tulossa. ${name} vastasi ${at}, matkalla ${onTheWay}.`);
  }

  private get pressStory(): string {
    const source = sourceWords(this.call);
    const pressed = this.call.pressedAt
      ? `${source} ${atClock(this.call.pressedAt)}`
      : msg(str`${source}, painallus tuli perille ${atClock(this.call.openedAt)}`);
    const presses = this.call.presses > 1 ? `, ${msg(str`painettu ${this.call.presses} kertaa`)}` : '';
    return `${pressed}${presses}.`;
  }

  private get numberToAll(): string {
    const phone = this.points.find(({ id }) => id === this.call.pointId)?.contact.phone.replaceAll(' ', '\u00A0');
    return this.call.state === 'open' && isNumberShown(this.call) && phone ? msg(str`Pisteen numero: ${phone}.`) : '';
  }

  private get buttons() {
    switch (this.call.state) {
      case 'open':
        return this.button('acknowledge', msg('Vastaan kutsuun'), this.answerKey, this.main);
      case 'acknowledged':
        return html`${this.button('go', msg('Lähden huoneeseen'), this.answerKey, this.main)}
        ${this.button('end', msg('Päätä kutsu'), this.endKey)}`;
      case 'on-the-way':
        return this.button('end', msg('Apu annettu'), this.endKey);
      case 'done':
        return nothing;
    }
    this.call.state satisfies never;
    return nothing;
  }

  private button(deed: CallDeed, label: string, key: string | undefined, isFilled = false) {
    return html`<button
      type="button"
      class=${isFilled ? 'filled' : nothing}
      aria-disabled=${this.isBlocked}
      title=${this.blockedBy ?? nothing}
      @click=${(event: MouseEvent) => this.ask(deed, event)}
    >
      ${label}${key ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing}
    </button>`;
  }

  /** Not disabled, only said to be: a button that is about to answer keeps the focus of whoever pressed it. */
  private get isBlocked(): boolean {
    return this.blockedBy !== undefined || this.isBusy;
  }

  /** The second half of a double click must not do the deed that has come in the place of the first. */
  private ask(deed: CallDeed, event: MouseEvent): void {
    if (event.detail > 1 || this.isBlocked) return;
    const detail = { call: this.call, deed };
    this.dispatchEvent(new CustomEvent('call-deed', { detail, bubbles: true, composed: true }));
  }
}

const markOf = (call: Call): Status => {
  if (call.state !== 'open') return 'way';
  return call.isStale || isNotReached(call) ? 'missed' : 'call';
};

declare global {
  interface HTMLElementTagNameMap {
    'call-card': CallCard;
  }
  interface HTMLElementEventMap {
    'call-rendered': CustomEvent<Call>;
    'call-deed': CallDeedEvent;
  }
}
