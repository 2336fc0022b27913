import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { newId, seconds, type QueueEntry, type ServiceAtHand } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { clock, inLanguage, localized, msg, str, when } from '../i18n/index.js';
import { LiveController, isOld } from '../live/index.js';
import { personHere } from '../people/index.js';
import { TickController, blocked, sharedStyles } from '../ui/index.js';
import { joinQueue, leaveQueue, listAtHand, listQueue, readCatalogue, serveNow, type Catalogue } from './bookings.data.js';
import { ownPoints } from './choice.js';
import './customer-fields.js';
import type { CustomerFields } from './customer-fields.js';
import { panelStyles } from './panel.styles.js';

/** Somebody has come without a booking (R-49): what can be had at once, else an honest wait or the first time that can be booked. */
@customElement('walk-in-panel')
@localized()
export class WalkInPanel extends LitElement {
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px var(--s-s);
        padding-block: 8px;
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  @state() private catalogue: Catalogue | undefined;
  @state() private pointId = '';
  @state() private services: readonly ServiceAtHand[] | undefined;
  @state() private queue: readonly QueueEntry[] = [];
  @state() private chosen: ServiceAtHand | undefined;
  @state() private failure: string | undefined;
  @state() private isBusy = false;
  @query('customer-fields') private readonly fields!: CustomerFields;
  private readonly live = new LiveController(this, 'staff', { kinds: ['booking-days'] });
  /** One id for one customer: a repeated press serves once. */
  private deedId = newId();
  private rereading: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.addController(new TickController(this, seconds(10)));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
    // Waiting times change by the clock alone, too.
    this.rereading = setInterval(() => void this.read(), seconds(30));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.rereading);
  }

  protected override render() {
    return html`<section class="card stack">
      <h2 tabindex="-1">${msg('Asioi heti')}</h2>
      ${
        this.failure
          ? html`<notice-note tone="bad" role="alert"
              ><wa-icon slot="mark" name="error"></wa-icon>${this.failure}
              <wa-button slot="actions" variant="brand" appearance="outlined" @click=${this.read}
                >${msg('Hae uudelleen')}</wa-button
              ></notice-note
            >`
          : nothing
      }
      ${this.points.length > 1 ? this.pointChoice : nothing}
      ${
        this.chosen
          ? this.form(this.chosen)
          : this.services
            ? html`${this.serviceList(this.services)} ${this.queueList}`
            : this.failure
              ? nothing
              : html`<loading-lines label=${msg('Haetaan palveluja')}></loading-lines>`
      }
    </section>`;
  }

  private get pointChoice() {
    return html`<label class="field"
      ><span>${msg('Piste')}</span
      ><select @change=${this.onPoint}>
        ${this.points.map((each) => html`<option value=${each.id} .selected=${each.id === this.pointId}>${inLanguage(each.name)}</option>`)}
      </select></label
    >`;
  }

  private serviceList(services: readonly ServiceAtHand[]) {
    if (services.length === 0)
      return html`<p class="quiet">${msg('Mihinkään palveluun ei pääse tänään ilman ajanvarausta.')}</p>`;
    return html`<ul>
      ${services.map(
        (each) =>
          html`<li>
            <div><b>${this.serviceName(each.serviceId)}</b><br /><span class="small">${this.wait(each)}</span></div>
            ${
              each.isAtHand || each.expectedAt
                ? html`<wa-button
                    variant="brand"
                    appearance=${each.isAtHand ? 'filled' : 'outlined'}
                    ${blocked(this.blockedBy)}
                    @click=${() => this.choose(each)}
                    >${each.isAtHand ? msg('Asioi heti') : msg('Jonoon')}<span class="hidden-text">
                      ${this.serviceName(each.serviceId)}</span
                    ></wa-button
                  >`
                : html`<wa-button variant="brand" appearance="outlined" href="/advisor?view=bookings"
                    >${msg('Varaa aika')}</wa-button
                  >`
            }
          </li>`,
      )}
    </ul>`;
  }

  private wait({ isAtHand, waiting, expectedAt, nextFree }: ServiceAtHand): string {
    if (isAtHand) return msg('Asiantuntija on vapaana nyt.');
    if (expectedAt) return msg(str`Vuoro arviolta klo ${clock(expectedAt, this.timeZone)}, jonossa ${waiting}.`);
    if (nextFree) return msg(str`Ei enää tänään. Ensimmäinen vapaa aika: ${when(nextFree, this.live.hubNow(), this.timeZone)}.`);
    return msg('Ei vapaita aikoja.');
  }

  private get queueList() {
    if (this.queue.length === 0) return nothing;
    return html`<h3>${msg('Jonossa')}</h3>
      <ol>
        ${this.queue.map(
          (each) =>
            html`<li>
              <div>
                <b>${each.customer?.name ?? msg('Tiedot poistettu')}</b>, ${this.serviceName(each.serviceId)}<br /><span
                  class="small"
                  >${each.expectedAt ? msg(str`Vuoro arviolta klo ${clock(each.expectedAt, this.timeZone)}`) : msg('Vuoroa ei enää tule tänään')}</span
                >
              </div>
              <div class="buttons">
                <wa-button variant="brand" appearance="outlined" ${blocked(this.blockedBy)} @click=${() => this.serve(each)}
                  >${msg('Ota palveltavaksi')}<span class="hidden-text"> ${each.customer?.name}</span></wa-button
                >
                <wa-button
                  variant="brand"
                  appearance="plain"
                  ${blocked(this.blockedBy)}
                  @click=${() => this.act(() => leaveQueue(each.id))}
                  >${msg('Poistui jonosta')}<span class="hidden-text"> ${each.customer?.name}</span></wa-button
                >
              </div>
            </li>`,
        )}
      </ol>`;
  }

  private form(chosen: ServiceAtHand) {
    return html`<form @submit=${this.submit} autocomplete="off">
      <p><b>${this.serviceName(chosen.serviceId)}</b><br />${this.wait(chosen)}</p>
      <customer-fields .usualLanguage=${this.point?.languages[0] ?? 'fi'}></customer-fields>
      <div class="buttons">
        <wa-button type="submit" variant="brand" ?loading=${this.isBusy} ${blocked(this.blockedBy)}
          >${chosen.isAtHand ? msg('Asioi heti') : msg('Jonoon')}</wa-button
        >
        <wa-button variant="brand" appearance="outlined" @click=${this.close}>${msg('Peruuta')}</wa-button>
      </div>
    </form>`;
  }

  private get points() {
    return ownPoints(this.catalogue?.points ?? [], personHere()?.grants);
  }

  private get point() {
    return this.points.find(({ id }) => id === this.pointId);
  }

  private get timeZone(): string {
    return this.point?.timeZone ?? 'Europe/Helsinki';
  }

  private get blockedBy(): string | undefined {
    return isOld(this.live.line) ? msg('Ei onnistu, kun yhteys on poikki.') : undefined;
  }

  private serviceName(serviceId: string): string {
    const service = this.catalogue?.services.find(({ id }) => id === serviceId);
    return service ? inLanguage(service.name) : serviceId;
  }

  private slotsOf(serviceId: string): 1 | 2 {
    return this.catalogue?.services.find(({ id }) => id === serviceId)?.slots ?? 1;
  }

  private choose(chosen: ServiceAtHand): void {
    this.chosen = chosen;
    this.deedId = newId();
    void this.updateComplete.then(() => this.fields.focus());
  }

  private readonly close = (): void => {
    this.chosen = undefined;
    void this.updateComplete.then(() => this.renderRoot.querySelector('h2')?.focus());
  };

  private readonly onPoint = (event: Event): void => {
    this.pointId = (event.target as HTMLSelectElement).value;
    this.services = undefined;
    this.chosen = undefined;
    void this.read();
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const customer = this.fields.check();
    const { chosen, pointId } = this;
    if (!customer || !chosen || this.blockedBy !== undefined) return;
    const { serviceId } = chosen;
    const slots = this.slotsOf(serviceId);
    void this.act<unknown>(() =>
      chosen.isAtHand
        ? serveNow(this.deedId, { pointId, serviceId, slots, customer })
        : joinQueue(this.deedId, { pointId, serviceId, customer }),
    );
  };

  private serve({ id, pointId, serviceId, customer }: QueueEntry): void {
    if (customer)
      void this.act(() => serveNow(newId(), { pointId, serviceId, slots: this.slotsOf(serviceId), customer, queueId: id }));
  }

  private async act<T>(deed: () => Promise<T>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      await deed();
      this.close();
      await this.read();
    } catch (failure) {
      this.fail(failure);
    } finally {
      this.isBusy = false;
    }
  }

  private readonly read = async (): Promise<void> => {
    try {
      this.catalogue ??= await readCatalogue();
      this.pointId ||= this.points[0]?.id ?? '';
      const { pointId } = this;
      if (!pointId) return;
      const [services, queue] = await Promise.all([listAtHand(pointId), listQueue(pointId)]);
      if (pointId !== this.pointId) return;
      Object.assign(this, { services, queue, failure: undefined });
    } catch (failure) {
      this.fail(failure);
    }
  };

  private fail(failure: unknown): void {
    if (!(failure instanceof RequestFailure)) throw failure;
    this.failure = failure.inWords;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'walk-in-panel': WalkInPanel;
  }
}
