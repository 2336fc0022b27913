import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { pointOperations, policyValues, type OpeningHours, type Policy, type PolicyName, type ShownPoint } from '@etapiste/protocol';
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { z } from 'zod';
import { RequestFailure } from '../api/index.js';
import {
  badNote,
  choiceField,
  dayField,
  focusWrong,
  formStyles,
  noneWrong,
  textField,
  ticksField,
  wrongFields,
} from '../forms/index.js';
import { inLanguage, localized, msg } from '../i18n/index.js';
import { dayOf } from '../i18n/wall-time.js';
import { mayHereAt } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import './hours-editor.js';
import { setPolicy } from './points.data.js';
import { eveWords, isForAllOnly, policyWords, unitWords } from './policy-words.js';

const everywhere = '*';

/** A new value of one rule, from a day on, for all points or for one. Says `policy-set`, and `dismissed` when it closes. */
@customElement('policy-dialog')
@localized()
export class PolicyDialog extends LitElement {
  static override styles = [sharedStyles, formStyles];

  @property({ attribute: false }) name: PolicyName | undefined;
  @property({ attribute: false }) policies: readonly Policy[] = [];
  @property({ attribute: false }) points: readonly ShownPoint[] = [];
  @state() private where = everywhere;
  @state() private validFrom = '';
  @state() private validTo: string | null = null;
  /** Numbers as they are typed; several are parted by commas. */
  @state() private text = '';
  @state() private list: readonly (string | OpeningHours)[] = [];
  @state() private wrong = noneWrong;
  @state() private failure: string | undefined;
  @state() private isBusy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('name') || !this.name) return;
    this.where = this.places[0]?.value ?? everywhere;
    this.validFrom = dayOf(new Date(), 'Europe/Helsinki');
    this.validTo = null;
    this.wrong = noneWrong;
    this.failure = undefined;
    this.begin();
  }

  protected override render() {
    const { name, wrong } = this;
    return html`<wa-dialog
      label=${name ? policyWords[name].name() : ''}
      ?open=${name !== undefined}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.dispatchEvent(new CustomEvent('dismissed'))}
      style="--width: 44rem"
    >
      <form @submit=${this.submit}>
        ${name ? this.value(name) : nothing}
        ${choiceField({ label: msg('Missä'), at: 'pointId', wrong }, this.places, this.where, (where) => {
          this.where = where;
          this.begin();
        })}
        <div class="pair">
          ${dayField({ label: msg('Voimassa alkaen'), at: 'validFrom', wrong, hint: msg('Aikaisintaan tänään.') }, this.validFrom, (day) => {
            this.validFrom = day ?? '';
          })}
          ${dayField({ label: msg('Viimeinen päivä'), at: 'validTo', wrong, hint: msg('Tyhjä: toistaiseksi.') }, this.validTo, (day) => {
            this.validTo = day;
          })}
        </div>
        ${this.failure ? badNote(this.failure) : nothing}
      </form>
      <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Peruuta')}</wa-button>
      <wa-button slot="footer" variant="brand" ?loading=${this.isBusy} @click=${this.submit}>${msg('Ota käyttöön')}</wa-button>
    </wa-dialog>`;
  }

  private value(name: PolicyName) {
    const { wrong } = this;
    const { unit } = policyWords[name];
    if (unit === 'hours')
      return html`<hours-editor
        .hours=${this.list as OpeningHours[]}
        .wrong=${wrong}
        at="value"
        empty=${msg('Ei aikoja: etäpalvelua ei anneta lainkaan.')}
        @hours-changed=${({ detail }: CustomEvent<OpeningHours[]>) => (this.list = detail)}
      ></hours-editor>`;
    if (unit === 'eves')
      return ticksField(
        { label: msg('Ei palvella näinä aattoina'), at: 'value', wrong },
        Object.entries(eveWords).map(([value, words]) => ({ value, words: words() })),
        this.list as string[],
        (list) => (this.list = list),
      );
    return textField(
      {
        label: `${msg('Uusi arvo')}, ${unitWords[unit]()}`,
        at: 'value',
        wrong,
        ...(name === 'callEscalateSeconds' ? { hint: msg('Monta lukua: erota ne pilkulla, esimerkiksi 30, 60, 120.') } : {}),
      },
      this.text,
      (text) => (this.text = text),
    );
  }

  /** Where whoever is here may set this rule. */
  private get places(): { value: string; words: string }[] {
    const everybody = mayHereAt(pointOperations.setPolicy, {}) ? [{ value: everywhere, words: msg('Kaikki pisteet') }] : [];
    if (this.name && isForAllOnly(this.name)) return everybody;
    const own = this.points.filter(({ id }) => mayHereAt(pointOperations.setPolicy, { pointIds: [id] }));
    return [...everybody, ...own.map(({ id, name }) => ({ value: id, words: inLanguage(name) }))];
  }

  /** Begins with what holds there now. */
  private begin(): void {
    const today = dayOf(new Date(), 'Europe/Helsinki');
    const held = this.policies
      .filter(({ name, validFrom, validTo }) => name === this.name && validFrom <= today && (!validTo || today <= validTo))
      .toSorted((a, b) => b.version - a.version);
    const { value } = held.find(({ pointId }) => pointId === this.where) ?? held.find(({ pointId }) => pointId === null) ?? { value: [] };
    this.text = [value].flat().join(', ');
    this.list = Array.isArray(value) ? (value as (string | OpeningHours)[]) : [];
  }

  private get typed(): Policy['value'] {
    const unit = this.name ? policyWords[this.name].unit : 's';
    if (unit === 'hours' || unit === 'eves') return this.list as Policy['value'];
    const numbers = this.text.split(/[,;]/).map((each) => (each.trim() === '' ? Number.NaN : Number(each.trim())));
    return this.name === 'callEscalateSeconds' ? numbers : (numbers[0] ?? Number.NaN);
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { name } = this;
    if (!name || this.isBusy) return;
    const body = {
      name,
      value: this.typed,
      pointId: this.where === everywhere ? null : this.where,
      validFrom: this.validFrom,
      validTo: this.validTo,
    };
    const schema = z.object({ value: policyValues[name], validFrom: z.iso.date(), validTo: z.iso.date().nullable() });
    this.wrong = wrongFields(schema, body);
    this.failure = undefined;
    if (this.wrong.size > 0) {
      await this.updateComplete;
      return focusWrong(this.renderRoot);
    }
    this.isBusy = true;
    try {
      await setPolicy(body);
      this.dispatchEvent(new CustomEvent('policy-set'));
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
    'policy-dialog': PolicyDialog;
  }
}
