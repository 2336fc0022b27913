import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { serviceOperations, type Authority } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { RequestFailure } from '../api/index.js';
import { badNote, choiceField, focusWrong, formStyles, languagesField, noneWrong, textField, wrongFields } from '../forms/index.js';
import { inLanguage, localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { createService } from './services.data.js';

const fresh = { id: '', authorityId: '', name: { fi: '', sv: '', en: '' } };

/** A new service: its identifier, name and authority. Says `service-made`, and `dismissed` when it closes. */
@customElement('new-service-dialog')
@localized()
export class NewServiceDialog extends LitElement {
  static override styles = [sharedStyles, formStyles];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) authorities: readonly Authority[] = [];
  @state() private typed = fresh;
  @state() private wrong = noneWrong;
  @state() private failure: string | undefined;
  @state() private isBusy = false;

  protected override render() {
    const { typed, wrong } = this;
    return html`<wa-dialog
      label=${msg('Uusi palvelu')}
      ?open=${this.open}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      <form @submit=${this.submit}>
        ${choiceField(
          { label: msg('Viranomainen'), at: 'authorityId', wrong },
          this.authorities.map(({ id, name }) => ({ value: id, words: inLanguage(name) })),
          this.authorityId,
          (authorityId) => (this.typed = { ...typed, authorityId }),
        )}
        ${textField(
          { label: msg('Tunnus'), at: 'id', wrong, hint: msg('Pieniä kirjaimia, numeroita ja väliviivoja. Ei muutu myöhemmin.') },
          typed.id,
          (id) => (this.typed = { ...typed, id }),
        )}
        ${languagesField({ label: msg('Nimi'), at: 'name', wrong }, typed.name, (name) => (this.typed = { ...typed, name }))}
        ${this.failure ? badNote(this.failure) : nothing}
      </form>
      <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Peruuta')}</wa-button>
      <wa-button slot="footer" variant="brand" ?loading=${this.isBusy} @click=${this.submit}>${msg('Lisää palvelu')}</wa-button>
    </wa-dialog>`;
  }

  private get authorityId(): string {
    return this.typed.authorityId || (this.authorities[0]?.id ?? '');
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = {
      ...this.typed,
      authorityId: this.authorityId,
      slots: 1 as const,
      access: 'booking' as const,
      suitability: null,
      validFrom: null,
      validTo: null,
    };
    this.wrong = wrongFields(serviceOperations.createService.body, body);
    this.failure = undefined;
    if (this.wrong.size > 0) {
      await this.updateComplete;
      return focusWrong(this.renderRoot);
    }
    this.isBusy = true;
    try {
      const detail = await createService(body);
      this.typed = fresh;
      this.dispatchEvent(new CustomEvent('service-made', { detail }));
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    } finally {
      this.isBusy = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'new-service-dialog': NewServiceDialog;
  }
}
