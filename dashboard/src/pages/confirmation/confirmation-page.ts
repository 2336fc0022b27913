import '@awesome.me/webawesome/dist/components/button/button.js';
import { slotMinutes, type ProblemCode } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { RequestFailure } from '../../api/index.js';
import { clock, currentLanguage, inLanguage, localized, longDay, msg, setLanguage, str } from '../../i18n/index.js';
import { sharedStyles } from '../../ui/index.js';
import { confirmationPageStyles } from './confirmation-page.styles.js';
import { addressOn, readConfirmation, type Confirmation } from './confirmation.data.js';

/**
 * What a customer takes along: where, when, what to bring, and four digits for the terminal. In the customer's own language, whatever
 * the advisor's is, and in the time of the place (PEERS 5). Nothing of it stays in the browser.
 */
@customElement('confirmation-page')
@localized()
export class ConfirmationPage extends LitElement {
  static override styles = [sharedStyles, confirmationPageStyles];

  @state() private confirmation: Confirmation | undefined;
  @state() private failure: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  protected override render() {
    if (this.failure)
      return html`<main>
        <notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${this.failure}</notice-note>
      </main>`;
    if (!this.confirmation) return html`<loading-lines label=${msg('Haetaan vahvistusta')}></loading-lines>`;
    return html`<main>
      <div class="acts">
        <wa-button variant="brand" autofocus @click=${() => print()}
          ><wa-icon slot="start" name="print"></wa-icon>${msg('Tulosta')}</wa-button
        >
      </div>
      ${this.paper(this.confirmation)}
    </main>`;
  }

  private paper({ booking, point, service, authority, card }: Confirmation) {
    const { from, slots, customer, code, roomId } = booking;
    const { timeZone } = point;
    const until = new Date(new Date(from).getTime() + slots * slotMinutes * 60_000);
    const address = addressOn(point, from);
    const room = point.rooms.find(({ id }) => id === roomId)?.number;
    const instructions = card?.html[currentLanguage()];
    return html`<article>
      <p class="brand"><brand-mark></brand-mark>Etäpiste</p>
      <div>
        <h1>${msg('Aika on varattu sinulle')}</h1>
        ${customer ? html`<p>${customer.name}</p>` : nothing}
      </div>
      <section>
        <h2>${msg('Milloin')}</h2>
        <p class="when">${longDay(from, timeZone)}</p>
        <p class="when num">${msg(str`klo ${clock(from, timeZone)}–${clock(until, timeZone)}`)}</p>
        <p>${msg('Tule paikalle muutama minuutti ennen.')}</p>
      </section>
      <section>
        <h2>${msg('Missä')}</h2>
        <p><b>${inLanguage(point.name)}</b>${room ? msg(str`, huone ${room}`) : nothing}</p>
        ${
          address
            ? html`<p>
                ${inLanguage(address.street)}, <span class="num">${address.postalCode}</span> ${inLanguage(address.postOffice)}
              </p>`
            : html`<p>${inLanguage(point.municipality)}</p>`
        }
        <p>${msg('Neuvonta')}: ${inLanguage(point.desk)}</p>
      </section>
      <section>
        <h2>${msg('Mistä asiasta')}</h2>
        <p>${inLanguage(service.name)}, ${inLanguage(authority.name)}</p>
        <p>${msg('Tapaat asiantuntijan videolla rauhallisessa huoneessa. Palveluneuvoja auttaa sinut alkuun.')}</p>
      </section>
      <section>
        <h2>${msg('Numerosi')}</h2>
        <p class="code num">${code}</p>
        <p>${msg('Näppäile nämä numerot huoneen näytölle, tai kerro ne neuvojalle.')}</p>
      </section>
      ${
        instructions
          ? html`<section class="card-text">
              <h2>${msg('Ohjeita')}</h2>
              ${unsafeHTML(instructions)}
            </section>`
          : nothing
      }
      <section class="note">
        <p>${msg('Jos et pääse tulemaan, soita pisteeseen:')} <b class="num">${point.contact.phone}</b></p>
      </section>
    </article>`;
  }

  private async read(): Promise<void> {
    const bookingId = new URLSearchParams(location.search).get('booking') ?? '';
    try {
      const confirmation = await readConfirmation(bookingId);
      if (!confirmation) throw new RequestFailure('booking-unknown' satisfies ProblemCode, undefined);
      await setLanguage(confirmation.booking.customer?.language ?? currentLanguage(), { remember: false });
      document.title = `${msg('Vahvistus')}: Etäpiste`;
      this.confirmation = confirmation;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'confirmation-page': ConfirmationPage;
  }
}
