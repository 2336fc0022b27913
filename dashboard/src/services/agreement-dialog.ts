import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { agreement as agreementSchema, newId } from '@etapiste/protocol';
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { RequestFailure } from '../api/index.js';
import { badNote, dayField, focusWrong, formStyles, noneWrong, wrongFields } from '../forms/index.js';
import { inLanguage, localized, msg } from '../i18n/index.js';
import { dayOf } from '../i18n/wall-time.js';
import { datesWords } from '../points/index.js';
import { sharedStyles } from '../ui/index.js';
import type { AgreementCell } from './agreement-table.js';
import { changeAgreement, createAgreement, listAgreements } from './services.data.js';

/** From when to when a service is at a point. Says `agreement-changed`, and `dismissed` when it closes. */
@customElement('agreement-dialog')
@localized()
export class AgreementDialog extends LitElement {
  static override styles = [sharedStyles, formStyles];

  @property({ attribute: false }) cell: AgreementCell | undefined;
  @state() private typed: { validFrom: string; validTo: string | null } = { validFrom: '', validTo: null };
  @state() private version = 0;
  @state() private meanwhile: string | undefined;
  @state() private wrong = noneWrong;
  @state() private failure: string | undefined;
  @state() private isBusy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('cell') || !this.cell) return;
    const { agreement, point } = this.cell;
    this.typed = { validFrom: agreement?.validFrom ?? dayOf(new Date(), point.timeZone), validTo: agreement?.validTo ?? null };
    this.version = agreement?.version ?? 0;
    this.wrong = noneWrong;
    this.failure = undefined;
    this.meanwhile = undefined;
  }

  protected override render() {
    const { cell, typed, wrong } = this;
    return html`<wa-dialog
      label=${cell?.agreement ? msg('Sopimuksen päivät') : msg('Uusi sopimus')}
      ?open=${cell !== undefined}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      <form @submit=${this.submit}>
        <p>${cell ? `${inLanguage(cell.service.name)}, ${inLanguage(cell.point.name)}` : ''}</p>
        <div class="pair">
          ${dayField({ label: msg('Ensimmäinen päivä'), at: 'validFrom', wrong }, typed.validFrom, (day) => {
            this.typed = { ...typed, validFrom: day ?? '' };
          })}
          ${dayField({ label: msg('Viimeinen päivä'), at: 'validTo', wrong, hint: msg('Tyhjä: toistaiseksi.') }, typed.validTo, (validTo) => {
            this.typed = { ...typed, validTo };
          })}
        </div>
        ${
          this.meanwhile
            ? html`<notice-note tone="warn" role="alert"
                ><wa-icon slot="mark" name="warning"></wa-icon
                ><b>${msg('Joku muu muutti tätä samaan aikaan. Kirjoittamasi on tallessa.')}</b><br />${msg('Nyt voimassa:')}
                ${this.meanwhile}</notice-note
              >`
            : nothing
        }
        ${this.failure ? badNote(this.failure) : nothing}
      </form>
      <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Peruuta')}</wa-button>
      <wa-button slot="footer" variant="brand" ?loading=${this.isBusy} @click=${this.submit}>${msg('Tallenna')}</wa-button>
    </wa-dialog>`;
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { cell, typed, version } = this;
    if (!cell || this.isBusy) return;
    this.wrong = wrongFields(agreementSchema.pick({ validFrom: true, validTo: true }), typed);
    this.failure = undefined;
    if (this.wrong.size > 0) {
      await this.updateComplete;
      return focusWrong(this.renderRoot);
    }
    this.isBusy = true;
    try {
      if (cell.agreement) await changeAgreement({ ...cell.agreement, ...typed, version });
      else await createAgreement({ id: newId(), pointId: cell.point.id, serviceId: cell.service.id, ...typed });
      this.dispatchEvent(new CustomEvent('agreement-changed'));
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      if (failure.code === 'version-differs') await this.seeNewest();
      else this.failure = failure.inWords;
    } finally {
      this.isBusy = false;
    }
  };

  /** What somebody else has made of it; saving again then means it. */
  private async seeNewest(): Promise<void> {
    const newest = (await listAgreements()).find(({ id }) => id === this.cell?.agreement?.id);
    if (!newest) return;
    this.version = newest.version;
    this.meanwhile = datesWords(newest.validFrom, newest.validTo);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agreement-dialog': AgreementDialog;
  }
}
