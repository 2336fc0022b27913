import '@awesome.me/webawesome/dist/components/button/button.js';
import { pointOperations, type RegisteredPoint } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Reading, twoColumnStyles } from '../forms/index.js';
import { inLanguage, localized, msg, str } from '../i18n/index.js';
import { mayHere } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import './new-point-dialog.js';
import './point-panel.js';
import type { PointPanel } from './point-panel.js';
import { showRegister } from './points.data.js';

/** The register: points, and the one that is looked at with its rooms (R-90, R-79). */
@customElement('point-list')
@localized()
export class PointList extends LitElement {
  static override styles = [sharedStyles, twoColumnStyles];

  @state() private chosenId: string | undefined;
  @state() private isMaking = false;
  @query('point-panel') private readonly panel!: PointPanel | null;
  private readonly register = new Reading(this, showRegister);

  protected override render() {
    const { value, failure } = this.register;
    if (!value) return this.register.waiting(msg('Haetaan pisteitä'));
    const chosen = value.points.find(({ id }) => id === this.chosenId) ?? value.points[0];
    return html`
      ${failure ? this.register.failed() : nothing}
      <section class="all" aria-label=${msg('Pisteet')}>
        ${
          mayHere(pointOperations.createPoint)
            ? html`<wa-button variant="brand" @click=${() => (this.isMaking = true)}
                ><wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>${msg('Uusi piste')}</wa-button
              >`
            : nothing
        }
        <ul>
          ${repeat(
            value.points,
            ({ id }) => id,
            ({ id, name, municipality }) =>
              html`<li>
                <button type="button" aria-pressed=${id === chosen?.id} @click=${() => void this.choose(id)}>
                  <b>${inLanguage(name)}</b>
                  <span class="small quiet"
                    >${inLanguage(municipality)}, ${msg(str`tiloja ${value.rooms.filter(({ pointId }) => pointId === id).length}`)}</span
                  >
                </button>
              </li>`,
          )}
        </ul>
      </section>
      ${
        chosen
          ? html`<point-panel
              .point=${chosen}
              .rooms=${value.rooms.filter(({ pointId }) => pointId === chosen.id)}
              @register-changed=${this.register.read}
            ></point-panel>`
          : html`<empty-state icon="map-location" level="2" heading=${msg('Ei vielä pisteitä')}
              >${msg('Lisää ensimmäinen piste. Tilat lisätään sen jälkeen.')}</empty-state
            >`
      }
      <new-point-dialog
        ?open=${this.isMaking}
        @dismissed=${() => (this.isMaking = false)}
        @point-made=${this.onMade}
      ></new-point-dialog>
    `;
  }

  private async choose(id: string): Promise<void> {
    this.chosenId = id;
    await this.updateComplete;
    await this.panel?.goTo();
  }

  private readonly onMade = async ({ detail }: CustomEvent<RegisteredPoint>): Promise<void> => {
    this.isMaking = false;
    await this.register.read();
    await this.choose(detail.id);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'point-list': PointList;
  }
}
