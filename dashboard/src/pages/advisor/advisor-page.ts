import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { bookingOperations, type Call, type EndReason } from '@etapiste/protocol';
import { RequestFailure } from '../../api/index.js';
import { BookingKeys } from '../../bookings/index.js';
import {
  BoardController,
  BoardKeys,
  MeantPresses,
  boardNotices,
  placeName,
  type BoardSettings,
  type CallCard,
  type CallDeedEvent,
  type ShiftWanted,
} from '../../calls/index.js';
import { atClock, localized, msg, str } from '../../i18n/index.js';
import { isOld } from '../../live/index.js';
import '../../bookings/today-list.js';
import '../../bookings/walk-in-panel.js';
import '../../rooms/rooms-board.js';
import '../../people/account-menu.js';
import { mayHere } from '../../people/index.js';
import { KeptFocus, SteadyPlace, TickController, blocked, sharedStyles } from '../../ui/index.js';
import { advisorPageStyles } from './advisor-page.styles.js';
import { AdvisorTabs, advisorTabs } from './advisor-tabs.js';
import { shiftBar } from './shift-bar.js';

/** The advisor's board: calls first and largest, then every room, then what has happened today. */
@customElement('advisor-page')
@localized()
export class AdvisorPage extends LitElement {
  static override styles = [sharedStyles, advisorPageStyles];

  @state() private isStarting = false;
  @state() private isSettingAlarm = false;
  @state() private isSending = false;
  @state() private startFailure: string | undefined;
  @state() private ending: Call | undefined;
  private announced: ReadonlySet<string> = new Set();
  private announcement = '';
  private readonly board = new BoardController(this);
  private readonly tabs = new AdvisorTabs(this);
  private readonly keptFocus = new KeptFocus(this, (lost) => this.refuge(lost));

  constructor() {
    super();
    this.addController(new TickController(this));
    this.addController(this.keptFocus);
    this.addController(new SteadyPlace(this, () => this.renderRoot.querySelector('.top')));
    this.addController(
      new MeantPresses(this, () => ({
        cards: [...this.renderRoot.querySelectorAll('call-card')],
        movers: [...this.renderRoot.querySelectorAll<HTMLElement>('staff-bar, line-note, .top')],
      })),
    );
    this.addController(
      new BoardKeys(
        () => this.areKeysOn,
        (event) => this.board.answerByKey(event),
        () => (this.ending = this.board.endable),
      ),
    );
    this.addController(
      new BookingKeys(() => this.board.settings.areKeysOn && !this.isDialogOpen && this.tabs.current === 'board', {
        find: () => this.tabs.show('bookings', { isByKey: true }),
      }),
    );
  }

  protected override willUpdate(): void {
    this.announceNew(this.board.lists.ringing);
  }

  protected override render() {
    const { board } = this;
    const points = board.live.state?.points ?? [];
    return html`
      <staff-bar .pages=${advisorTabs(this.tabs.current)} @click=${this.tabs.onClick}>
        ${shiftBar(board, {
          start: () => (this.isStarting = true),
          end: () => void this.endShift(),
          settings: () => (this.isSettingAlarm = true),
        })}
        <account-menu></account-menu
      ></staff-bar>
      <p class="hidden-text" role="alert">${this.announcement}</p>
      <main
        id="content"
        class=${this.tabs.current}
        @call-rendered=${(event: CustomEvent<Call>) => board.rendered(event.detail)}
        @call-deed=${this.onDeed}
      >
        ${this.tabs.current === 'board' ? html`<h1 class="hidden-text">${msg('Taulu')}</h1>` : nothing}
        <div class="work">
          <line-note ?hidden=${board.isLive} .line=${board.live.line} ?known=${board.live.state !== undefined}
            >${msg('Uudet kutsut eivät soi tässä.')}<span slot="instead"
              >${msg('Seuraa huoneiden lamppuja ja pidä puhelin lähellä, kunnes yhteys palaa.')}</span
            ></line-note
          >
          ${this.tabs.current === 'bookings' ? this.bookings : board.live.state ? this.known : this.unknown}
        </div>
        ${this.tabs.current === 'board' && board.live.state ? this.side : nothing}
      </main>
      <start-shift-dialog
        ?open=${this.isStarting}
        .points=${points}
        .settings=${board.settings}
        .failure=${this.startFailure}
        .isBusy=${this.isSending}
        @dismissed=${this.onDismissed}
        @shift-wanted=${this.startShift}
        @sample-wanted=${() => board.sound.sample()}
        @settings-changed=${this.onSettings}
      ></start-shift-dialog>
      <end-call-dialog
        .call=${this.ending}
        .points=${points}
        @dismissed=${this.onDismissed}
        @reason-chosen=${this.endCall}
      ></end-call-dialog>
      <wa-dialog
        label=${msg('Ääni ja näppäimet')}
        light-dismiss
        ?open=${this.isSettingAlarm}
        @wa-after-hide=${(event: Event) => event.target === event.currentTarget && (this.isSettingAlarm = false)}
      >
        <alarm-settings
          .settings=${board.settings}
          @sample-wanted=${() => board.sound.sample()}
          @settings-changed=${this.onSettings}
        ></alarm-settings>
      </wa-dialog>
    `;
  }

  /** A call rings on this tab, too: its card comes above the week. */
  private get bookings() {
    const { ringing } = this.board.lists;
    return html`<div class="top">
        ${boardNotices(this.board)}
        <section class="waiting" tabindex="-1" aria-label=${msg('Kutsut, joihin ei ole vastattu')}>
          ${this.cards(ringing, this.board.shift.current !== undefined)}
        </section>
      </div>
      <bookings-view ?begins=${this.tabs.isByKey} .areKeysOn=${this.board.settings.areKeysOn}></bookings-view>`;
  }

  private get unknown() {
    return html`<div class="card"><loading-lines label=${msg('Haetaan huoneiden tilaa')}></loading-lines></div>`;
  }

  private get known() {
    const { board } = this;
    const { state: known, line } = board.live;
    if (!known) return nothing;
    const freshness = isOld(line) ? msg(str`Viimeksi tiedetty ${atClock(line.since)}`) : msg('Päivittyy itsestään');
    return html`
      <div class="top">
        ${boardNotices(board)}
        <section class="waiting" tabindex="-1" aria-label=${msg('Kutsut, joihin ei ole vastattu')}>${this.calls}</section>
      </div>
      ${this.cards([...board.lists.missed, ...board.lists.answered], false)}
      <div class="sec">
        <h2>${msg('Huoneet')}</h2>
        <span class="small quiet">${freshness}</span>
      </div>
      <rooms-board class=${board.isLive ? '' : 'old'} .pointIds=${board.shift.current?.pointIds}></rooms-board>
      ${mayHere(bookingOperations.listBookings) ? html`<today-list moveAddress="/advisor?view=bookings"></today-list>` : nothing}
    `;
  }

  private get calls() {
    const { board } = this;
    if (!board.shift.current) return html`${this.offShift} ${this.cards(board.lists.ringing, false)}`;
    if (board.lists.ringing.length > 0) return this.cards(board.lists.ringing, true);
    const isQuiet = board.lists.missed.length + board.lists.answered.length === 0;
    const isOldNews = isOld(board.live.line);
    return html`<div class="card quiet-place ${isOldNews ? 'old' : ''}">
      <empty-state heading=${isQuiet ? msg('Ei kutsuja') : msg('Ei uusia kutsuja')} level="2"
        >${
          isOldNews
            ? msg('Näin oli, kun yhteys katkesi. Uusi kutsu ei näy tässä ennen kuin yhteys palaa.')
            : msg('Kun asiakas kutsuu, kutsu tulee tähän ja soi.')
        }</empty-state
      >
    </div>`;
  }

  private get offShift() {
    return html`<div class="card off-shift">
      <div>
        <h2>${msg('Et ole vuorossa')}</h2>
        <p class="quiet">${msg('Kutsut näkyvät tässä, mutta eivät soi sinulle. Aloita vuoro, niin voit vastata.')}</p>
      </div>
      <wa-button variant="brand" ${blocked(this.board.blockedBy)} @click=${() => (this.isStarting = true)}
        >${msg('Aloita vuoro')}</wa-button
      >
    </div>`;
  }

  private cards(calls: readonly Call[], isFirstLargest: boolean) {
    const { board } = this;
    const { answerable, endable, settings } = board;
    const shiftId = board.shift.current?.id;
    return repeat(
      calls,
      ({ id }) => id,
      (call, index) =>
        html`<call-card
          .call=${call}
          .points=${board.live.state?.points ?? []}
          .now=${board.now}
          .shiftId=${shiftId}
          .blockedBy=${board.blockedBy}
          ?old=${isOld(board.live.line)}
          .isBusy=${board.busy.has(call.id)}
          ?main=${answerable?.call.id === call.id}
          .answerKey=${settings.areKeysOn && answerable?.call.id === call.id ? 'V' : undefined}
          .endKey=${settings.areKeysOn && endable?.id === call.id ? 'A' : undefined}
          ?first=${isFirstLargest && index === 0}
        ></call-card>`,
    );
  }

  private get side() {
    const { board } = this;
    const { state: known } = board.live;
    if (!known) return nothing;
    return html`<aside class=${board.isLive ? '' : 'old'}>
      ${mayHere(bookingOperations.listAtHand) ? html`<walk-in-panel></walk-in-panel>` : nothing}
      <section class="card">
        <h2>${msg('Vuorossa nyt')}</h2>
        <shift-list .shifts=${known.shifts} .points=${known.points} .ownId=${board.shift.current?.id}></shift-list>
      </section>
      <section class="card">
        <h2>${msg('Päättyneet kutsut tänään')}</h2>
        <ended-calls .calls=${board.lists.ended} .points=${known.points}></ended-calls>
      </section>
    </aside>`;
  }

  /** Screen readers hear a new call once, by its place; the seconds on the card are not read out. */
  private announceNew(ringing: readonly Call[]): void {
    const fresh = ringing.filter(({ id }) => !this.announced.has(id));
    this.announced = new Set(ringing.map(({ id }) => id));
    const places = fresh.map((call) => placeName(call.roomId, this.board.live.state?.points ?? []));
    if (places.length > 0) this.announcement = msg(str`Uusi kutsu: ${places.join('; ')}`);
    else if (ringing.length === 0) this.announcement = '';
  }

  private get areKeysOn(): boolean {
    return this.board.settings.areKeysOn && this.board.isLive && this.board.shift.current !== undefined && !this.isDialogOpen;
  }

  private get isDialogOpen(): boolean {
    return this.isStarting || this.isSettingAlarm || this.ending !== undefined;
  }

  /** Whose own call moves on goes with it; otherwise the next press must not be on somebody else's deed. */
  private refuge(lost: Element): HTMLElement | null {
    const [cards, own] = [this.renderRoot.querySelectorAll('call-card'), this.board.shift.current?.id];
    const moved = [...cards].find(({ call }) => lost.localName === 'call-card' && call.id === (lost as CallCard).call.id);
    if (moved && moved.call.acknowledgedBy?.shiftId === own) return moved;
    return this.renderRoot.querySelector('.waiting');
  }

  private readonly onDismissed = (event: Event): void => {
    this.isStarting = false;
    this.ending = undefined;
    this.keptFocus.keep(event.currentTarget as Element);
  };

  private readonly onDeed = ({ detail: { call, deed } }: CallDeedEvent): void => {
    if (deed === 'end') this.ending = call;
    else void (deed === 'go' ? this.board.go(call) : this.board.acknowledge(call));
  };

  private readonly endCall = (event: CustomEvent<EndReason>): void => {
    if (this.ending) void this.board.end(this.ending, event.detail);
    this.ending = undefined;
  };

  private readonly startShift = async ({ detail }: ShiftWanted): Promise<void> => {
    this.isSending = true;
    this.startFailure = undefined;
    try {
      await this.board.startShift(detail.pointIds);
      this.isStarting = false;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.startFailure = failure.inWords;
    } finally {
      this.isSending = false;
    }
  };

  private readonly endShift = async (): Promise<void> => {
    try {
      await this.board.shift.end();
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.board.notice = { kind: 'failed', words: failure.inWords };
      this.requestUpdate();
    }
  };

  private readonly onSettings = (event: CustomEvent<BoardSettings>): void => this.board.setSettings(event.detail);
}

declare global {
  interface HTMLElementTagNameMap {
    'advisor-page': AdvisorPage;
  }
}
