import '@awesome.me/webawesome/dist/components/button/button.js';
import { serviceOperations, type Agreement, type Authority, type Service, type ShownPoint } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Reading } from '../forms/index.js';
import { inLanguage, localized, msg, str } from '../i18n/index.js';
import { dayOf } from '../i18n/wall-time.js';
import { mayHere } from '../people/index.js';
import { datesWords } from '../points/index.js';
import { sharedStyles } from '../ui/index.js';
import './agreement-dialog.js';
import { agreementTableStyles } from './agreement-table.styles.js';
import { listAgreements, listAuthorities, listPoints, listServices } from './services.data.js';

/** A cell of the table: what a service has at a point. */
export interface AgreementCell {
  readonly service: Service;
  readonly point: ShownPoint;
  /** The one that holds now or next; none when the service is not there. */
  readonly agreement: Agreement | undefined;
}

const lookUp = () => Promise.all([listAgreements(), listAuthorities(), listServices(), listPoints()]);

/** Which service is offered at which point, from when to when (R-04): services by authority down, points across. */
@customElement('agreement-table')
@localized()
export class AgreementTable extends LitElement {
  static override styles = [sharedStyles, agreementTableStyles];

  @state() private chosen: AgreementCell | undefined;
  private readonly all = new Reading(this, lookUp);

  protected override render() {
    const { value } = this.all;
    if (!value) return this.all.waiting(msg('Haetaan sopimuksia'));
    const [agreements, authorities, services, points] = value;
    return html`
      ${this.all.failure ? this.all.failed() : nothing}
      <p class="quiet">
        ${msg('Palvelun ajan voi varata pisteestä, kun sopimus on voimassa.')}
        ${mayHere(serviceOperations.changeAgreement) ? msg('Valitse ruutu, kun haluat muuttaa sopimusta.') : ''}
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('Sopimukset')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Palvelu')}</th>
              ${points.map(({ name }) => html`<th scope="col">${inLanguage(name)}</th>`)}
            </tr>
          </thead>
          ${authorities.map((authority) =>
            this.group(
              authority,
              services.filter(({ authorityId }) => authorityId === authority.id),
              points,
              agreements,
            ),
          )}
        </table>
      </div>
      <agreement-dialog
        .cell=${this.chosen}
        @dismissed=${() => (this.chosen = undefined)}
        @agreement-changed=${this.onChanged}
      ></agreement-dialog>
    `;
  }

  private group(
    authority: Authority,
    services: readonly Service[],
    points: readonly ShownPoint[],
    agreements: readonly Agreement[],
  ) {
    if (services.length === 0) return nothing;
    return html`<tbody>
      <tr>
        <th class="group" scope="rowgroup" colspan=${points.length + 1}>${inLanguage(authority.name)}</th>
      </tr>
      ${services.map(
        (service) =>
          html`<tr>
            <th scope="row">${inLanguage(service.name)}</th>
            ${points.map((point) => html`<td>${this.cell({ service, point, agreement: holding(agreements, service, point) })}</td>`)}
          </tr>`,
      )}
    </tbody>`;
  }

  private cell(cell: AgreementCell) {
    const { agreement, service, point } = cell;
    const words = agreement ? datesWords(agreement.validFrom, agreement.validTo) : msg('Ei sopimusta');
    const mark = agreement ? html`<wa-icon name="check" aria-hidden="true"></wa-icon>` : nothing;
    const mayChange = mayHere(agreement ? serviceOperations.changeAgreement : serviceOperations.createAgreement);
    if (!mayChange) return html`<span class=${agreement ? '' : 'quiet'}>${mark}${words}</span>`;
    return html`<button
      type="button"
      class=${agreement ? '' : 'quiet'}
      aria-label=${msg(str`${inLanguage(service.name)}, ${inLanguage(point.name)}: ${words}`)}
      @click=${() => (this.chosen = cell)}
    >
      ${mark}${words}
    </button>`;
  }

  private readonly onChanged = (): void => {
    this.chosen = undefined;
    void this.all.read();
  };
}

/** The agreement that has not ended and begins first. */
function holding(agreements: readonly Agreement[], service: Service, point: ShownPoint): Agreement | undefined {
  const today = dayOf(new Date(), point.timeZone);
  return agreements
    .filter(({ serviceId, pointId, validTo }) => serviceId === service.id && pointId === point.id && (!validTo || validTo >= today))
    .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))[0];
}

declare global {
  interface HTMLElementTagNameMap {
    'agreement-table': AgreementTable;
  }
}
