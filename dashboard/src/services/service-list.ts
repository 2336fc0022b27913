import '@awesome.me/webawesome/dist/components/button/button.js';
import { serviceOperations, type Authority, type Service } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Reading, twoColumnStyles } from '../forms/index.js';
import { inLanguage, localized, msg } from '../i18n/index.js';
import { mayHereAt } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import './new-service-dialog.js';
import './service-panel.js';
import type { ServicePanel } from './service-panel.js';
import { accessWords } from './service-words.js';
import { listAuthorities, listServices } from './services.data.js';

/** The services that whoever is here keeps, by authority, and the one that is looked at (R-04, R-91). */
@customElement('service-list')
@localized()
export class ServiceList extends LitElement {
  static override styles = [sharedStyles, twoColumnStyles];

  @state() private chosenId: string | undefined;
  @state() private isMaking = false;
  @query('service-panel') private readonly panel!: ServicePanel | null;
  private readonly all = new Reading(this, () => Promise.all([listAuthorities(), listServices()]));

  protected override render() {
    const { value, failure } = this.all;
    if (!value) return this.all.waiting(msg('Haetaan palveluita'));
    const authorities = value[0].filter(({ id }) => mayHereAt(serviceOperations.changeService, { authorityId: id }));
    const services = value[1].filter(({ authorityId }) => authorities.some(({ id }) => id === authorityId));
    const chosen = services.find(({ id }) => id === this.chosenId) ?? services[0];
    return html`
      ${failure ? this.all.failed() : nothing}
      <section class="all" aria-label=${msg('Palvelut')}>
        <wa-button variant="brand" @click=${() => (this.isMaking = true)}
          ><wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>${msg('Uusi palvelu')}</wa-button
        >
        ${authorities.map((authority) =>
          this.group(
            authority,
            services.filter(({ authorityId }) => authorityId === authority.id),
            chosen,
          ),
        )}
      </section>
      ${
        chosen
          ? html`<service-panel .service=${chosen} @services-changed=${this.all.read}></service-panel>`
          : html`<empty-state icon="info" level="2" heading=${msg('Ei vielä palveluita')}
              >${msg('Lisää palvelu. Järjestelmän omistaja tuo sen pisteisiin sopimuksilla.')}</empty-state
            >`
      }
      <new-service-dialog
        ?open=${this.isMaking}
        .authorities=${authorities}
        @dismissed=${() => (this.isMaking = false)}
        @service-made=${this.onMade}
      ></new-service-dialog>
    `;
  }

  private group(authority: Authority, services: readonly Service[], chosen: Service | undefined) {
    if (services.length === 0) return nothing;
    return html`<h3>${inLanguage(authority.name)}</h3>
      <ul>
        ${repeat(
          services,
          ({ id }) => id,
          ({ id, name, access }) =>
            html`<li>
              <button type="button" aria-pressed=${id === chosen?.id} @click=${() => void this.choose(id)}>
                <b>${inLanguage(name)}</b>
                <span class="small quiet">${accessWords[access]()}</span>
              </button>
            </li>`,
        )}
      </ul>`;
  }

  private async choose(id: string): Promise<void> {
    this.chosenId = id;
    await this.updateComplete;
    await this.panel?.goTo();
  }

  private readonly onMade = async ({ detail }: CustomEvent<Service>): Promise<void> => {
    this.isMaking = false;
    await this.all.read();
    await this.choose(detail.id);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'service-list': ServiceList;
  }
}
