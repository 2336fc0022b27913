import '@awesome.me/webawesome/dist/components/checkbox/checkbox.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import '@awesome.me/webawesome/dist/components/radio-group/radio-group.js';
import '@awesome.me/webawesome/dist/components/radio/radio.js';
import { customer, customerNeed, holdsIdentityCode, language, type Customer, type Language } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { languageWords, needWords } from './booking-words.js';
import { looksLikeCase } from './case-text.js';

type Wrong = Partial<Record<'name' | 'phone' | 'email', string>>;

/** All that is asked of a customer (R-15). `read()` gives it, or says beside the fields what is wrong and leads there. */
@customElement('customer-fields')
@localized()
export class CustomerFields extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-m);
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr));
        gap: var(--s-m);
      }
      fieldset {
        border: 0;
        padding: 0;
      }
      legend {
        padding: 0;
        font-weight: 600;
        margin-block-end: var(--s-xxs);
      }
      .needs {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(190px, 1fr));
        gap: var(--s-xxs) var(--s-m);
      }
      wa-checkbox {
        min-block-size: 32px;
      }
      .wrong {
        color: var(--danger);
        font-weight: 600;
      }
      .warning {
        padding: var(--s-xs) var(--s-s);
        border-inline-start: 4px solid var(--warning, var(--line-control));
        background: var(--surface-quiet);
      }
    `,
  ];

  @property({ attribute: false }) customer: Customer | undefined;
  /** The languages of the point; the first is taken when nothing is said. */
  @property({ attribute: false }) languages: readonly Language[] = language.options;
  @state() private wrong: Wrong = {};
  @state() private isCase = false;

  protected override render() {
    const known = this.customer;
    return html`<div>
        <wa-input
          name="name"
          label=${msg('Nimi, jolla kutsumme')}
          hint=${msg('Etunimi tai nimimerkki riittää.')}
          maxlength="60"
          autocomplete="off"
          required
          autofocus
          value=${known?.name ?? ''}
          @input=${this.look}
        ></wa-input>
        ${this.wrongWords('name')}
        ${
          this.isCase
            ? html`<p class="warning small" role="status">
                ${msg('Älä kirjoita tähän, mistä asiassa on kyse. Se kuuluu vain viranomaisen omaan järjestelmään.')}
              </p>`
            : nothing
        }
      </div>
      <div class="two">
        <div>
          <wa-input
            name="phone"
            type="tel"
            label=${msg('Puhelin, jos asiakas haluaa')}
            maxlength="24"
            autocomplete="off"
            value=${known?.phone ?? ''}
            @input=${this.look}
          ></wa-input>
          ${this.wrongWords('phone')}
        </div>
        <div>
          <wa-input
            name="email"
            type="email"
            label=${msg('Sähköposti, jos asiakas haluaa')}
            maxlength="200"
            autocomplete="off"
            value=${known?.email ?? ''}
            @input=${this.look}
          ></wa-input>
          ${this.wrongWords('email')}
        </div>
      </div>
      <wa-radio-group
        name="language"
        label=${msg('Asiointikieli')}
        orientation="horizontal"
        value=${known?.language ?? this.languages[0] ?? 'fi'}
      >
        ${language.options.map((each) => html`<wa-radio appearance="button" value=${each}>${languageWords[each]()}</wa-radio>`)}
      </wa-radio-group>
      <fieldset>
        <legend>${msg('Mihin pitää varautua')}</legend>
        <div class="needs">
          ${customerNeed.options.map(
            (need) =>
              html`<wa-checkbox name="needs" value=${need} ?checked=${known?.needs.includes(need)}
                >${needWords[need]()}</wa-checkbox
              >`,
          )}
        </div>
      </fieldset>`;
  }

  /** @returns undefined while something is wrong; the first such field then has the focus */
  async read(): Promise<Customer | undefined> {
    const [phone, email] = [this.typed('phone'), this.typed('email')];
    const needs = [...this.renderRoot.querySelectorAll<HTMLInputElement>('[name=needs]')].filter(({ checked }) => checked);
    const read = customer.safeParse({
      name: this.typed('name'),
      phone: phone === '' ? null : phone,
      email: email === '' ? null : email,
      language: this.typed('language'),
      needs: needs.map((box) => box.getAttribute('value')),
    });
    if (read.success) return read.data;
    const fields = new Set(read.error.issues.map(({ path }) => path[0]));
    this.wrong = {
      ...(fields.has('name') ? { name: msg('Kirjoita nimi, jolla kutsumme asiakasta.') } : {}),
      ...(fields.has('phone') ? { phone: msg('Tarkista puhelinnumero.') } : {}),
      ...(fields.has('email') ? { email: msg('Tarkista sähköpostiosoite.') } : {}),
      ...this.identityCodes(),
    };
    await this.updateComplete;
    const [first] = Object.keys(this.wrong);
    this.renderRoot.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    return undefined;
  }

  private wrongWords(field: keyof Wrong) {
    return this.wrong[field] ? html`<p class="wrong small" role="alert">${this.wrong[field]}</p>` : nothing;
  }

  private typed(name: string): string {
    return (this.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? '').trim();
  }

  /** Said while it is typed: an identity code must not even be sent. */
  private readonly look = (): void => {
    this.isCase = looksLikeCase(this.typed('name'));
    this.wrong = this.identityCodes();
  };

  private identityCodes(): Wrong {
    const words = msg('Poista henkilötunnus. Sitä ei tallenneta varaukseen.');
    const fields = (['name', 'phone', 'email'] as const).filter((field) => holdsIdentityCode(this.typed(field)));
    return Object.fromEntries(fields.map((field) => [field, words]));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-fields': CustomerFields;
  }
}
