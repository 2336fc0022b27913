import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { pointOperations, shownName } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { RequestFailure } from '../api/index.js';
import { badNote, focusWrong, formStyles, languagesField, noneWrong, textField, wrongFields } from '../forms/index.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { createPoint } from './points.data.js';

const nothingYet = { fi: '', sv: '', en: '' };
const schema = () => pointOperations.createPoint.body.extend({ name: shownName, municipality: shownName });

/** A new point: its identifier, name and town. Says `point-made`, and `dismissed` when it closes. */
@customElement('new-point-dialog')
@localized()
export class NewPointDialog extends LitElement {
  static override styles = [sharedStyles, formStyles];

  @property({ type: Boolean }) open = false;
  @state() private typed = { id: '', name: nothingYet, municipality: nothingYet };
  @state() private wrong = noneWrong;
  @state() private failure: string | undefined;
  @state() private isBusy = false;

  protected override render() {
    const { typed, wrong } = this;
    return html`<wa-dialog
      label=${msg('Uusi piste')}
      ?open=${this.open}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      <form @submit=${this.submit}>
        ${textField(
          { label: msg('Tunnus'), at: 'id', wrong, hint: msg('Pieniä kirjaimia, numeroita ja väliviivoja: porvoo. Ei muutu myöhemmin.') },
          typed.id,
          (id) => (this.typed = { ...typed, id }),
        )}
        ${languagesField({ label: msg('Nimi'), at: 'name', wrong }, typed.name, (name) => (this.typed = { ...typed, name }))}
        ${languagesField({ label: msg('Kunta'), at: 'municipality', wrong }, typed.municipality, (municipality) => {
          this.typed = { ...typed, municipality };
        })}
        ${this.failure ? badNote(this.failure) : nothing}
      </form>
      <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Peruuta')}</wa-button>
      <wa-button slot="footer" variant="brand" ?loading=${this.isBusy} @click=${this.submit}>${msg('Lisää piste')}</wa-button>
    </wa-dialog>`;
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = {
      ...this.typed,
      languages: ['fi' as const],
      timeZone: 'Europe/Helsinki',
      addresses: [],
      contact: { phone: '', email: '' },
      desk: nothingYet,
      openingHours: [],
      exceptionalHours: [],
      instructionCards: [],
    };
    this.wrong = wrongFields(schema(), body);
    this.failure = undefined;
    if (this.wrong.size > 0) {
      await this.updateComplete;
      return focusWrong(this.renderRoot);
    }
    this.isBusy = true;
    try {
      const detail = await createPoint(body);
      this.typed = { id: '', name: nothingYet, municipality: nothingYet };
      this.dispatchEvent(new CustomEvent('point-made', { detail }));
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
    'new-point-dialog': NewPointDialog;
  }
}
