import '@awesome.me/webawesome/dist/components/checkbox/checkbox.js';
import '@awesome.me/webawesome/dist/components/details/details.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { customer, customerNeed, holdsIdentityCode, language, type Customer, type CustomerNeed } from '@etapiste/protocol';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { needWords } from './booking-words.js';
import { looksLikeCase } from './case-text.js';
import { panelStyles } from './panel.styles.js';

type Field = 'name' | 'phone' | 'email';

/**
 * All that is asked of a customer (R-15). An identity code is refused at once; what looks like the matter itself is only warned of.
 * Says `entered` when Enter is pressed in a field.
 */
@customElement('customer-fields')
@localized()
export class CustomerFields extends LitElement {
  static override styles = [sharedStyles, panelStyles];

  /** What stands in the fields; `undefined` begins empty. */
  @property({ attribute: false }) customer: Customer | undefined;
  /** The customer's language until something else is chosen. */
  @property({ attribute: false }) usualLanguage: Customer['language'] = 'fi';
  @state() private typed: Partial<Record<Field, string>> = {};
  @state() private chosenLanguage: Customer['language'] | undefined;
  @state() private needs: ReadonlySet<CustomerNeed> | undefined;
  @state() private wrong: ReadonlySet<Field> = new Set();

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('wa-input')?.focus());
  }

  /** Checks, says what is wrong beside the field and leads there; undefined until all is right. */
  check(): Customer | undefined {
    const read = customer.safeParse({
      name: this.text('name'),
      phone: this.text('phone').trim() || null,
      email: this.text('email').trim() || null,
      language: this.language,
      needs: [...(this.needs ?? this.customer?.needs ?? [])],
    });
    this.wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => path[0] as Field));
    const [first] = this.wrong;
    if (first) this.renderRoot.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    return read.data;
  }

  protected override render() {
    return html`<div class="stack" @keydown=${this.onKey}>
      ${this.field('name', msg('Nimi, jolla kutsutaan'), { maxlength: 60 })}
      ${
        looksLikeCase(this.text('name'))
          ? html`<notice-note role="status"
              ><wa-icon slot="mark" name="info"></wa-icon>${msg(
                'Kirjoita tähän vain nimi. Asian voi kertoa asiantuntijalle tapaamisessa.',
              )}</notice-note
            >`
          : nothing
      }
      ${this.field('phone', msg('Puhelin (vapaaehtoinen)'), { type: 'tel' })}
      ${this.field('email', msg('Sähköposti (vapaaehtoinen)'), { type: 'email' })} ${this.languages} ${this.needList}
    </div>`;
  }

  private field(
    name: Field,
    label: string,
    { type = 'text', maxlength }: { type?: 'text' | 'tel' | 'email'; maxlength?: number },
  ) {
    const words = this.wrongWords(name);
    return html`<div class="field">
      <wa-input
        name=${name}
        label=${label}
        inputmode=${type}
        autocomplete="off"
        spellcheck="false"
        maxlength=${maxlength ?? nothing}
        .value=${this.text(name)}
        @input=${(event: Event) => this.type(name, (event.target as HTMLInputElement).value)}
      ></wa-input>
      ${words ? html`<p class="wrong" role="alert">${words}</p>` : nothing}
    </div>`;
  }

  private get languages() {
    const names = { fi: 'suomi', sv: 'svenska', en: 'English' };
    return html`<fieldset>
      <legend>${msg('Asiakkaan kieli')}</legend>
      <div class="segments">
        ${language.options.map(
          (each) =>
            html`<label lang=${each}
              ><input
                type="radio"
                name="language"
                .checked=${each === this.language}
                @change=${() => (this.chosenLanguage = each)}
              />${names[each]}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private get needList() {
    const chosen = this.needs ?? new Set(this.customer?.needs);
    return html`<wa-details summary=${msg('Tarpeet')} ?open=${(this.customer?.needs.length ?? 0) > 0}>
      <div class="stack">
        ${customerNeed.options.map(
          (need) =>
            html`<wa-checkbox
              ?checked=${chosen.has(need)}
              @change=${(event: Event) => this.chooseNeed(need, (event.target as HTMLInputElement).checked)}
              >${needWords()[need]}</wa-checkbox
            >`,
        )}
      </div>
    </wa-details>`;
  }

  private get language(): Customer['language'] {
    return this.chosenLanguage ?? this.customer?.language ?? this.usualLanguage;
  }

  private text(name: Field): string {
    return this.typed[name] ?? this.customer?.[name] ?? '';
  }

  /** A form of the page around does not reach into this element, so the browser's own Enter submits nothing. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const isInField = (event.target as Element).matches('wa-input, input');
    if (event.key === 'Enter' && isInField && !event.isComposing) this.dispatchEvent(new CustomEvent('entered'));
  };

  private type(name: Field, text: string): void {
    this.typed = { ...this.typed, [name]: text };
    this.wrong = new Set([...this.wrong].filter((each) => each !== name));
  }

  private chooseNeed(need: CustomerNeed, isChosen: boolean): void {
    const needs = new Set(this.needs ?? this.customer?.needs);
    if (isChosen) needs.add(need);
    else needs.delete(need);
    this.needs = needs;
  }

  private wrongWords(name: Field): string | undefined {
    if (holdsIdentityCode(this.text(name))) return msg('Tässä on henkilötunnus. Poista se: varaukseen sitä ei saa kirjoittaa.');
    if (!this.wrong.has(name)) return undefined;
    return {
      name: msg('Kirjoita nimi tai nimimerkki.'),
      phone: msg('Tarkista puhelinnumero tai jätä se tyhjäksi.'),
      email: msg('Tarkista sähköpostiosoite tai jätä se tyhjäksi.'),
    }[name];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-fields': CustomerFields;
  }
}
