import '@awesome.me/webawesome/dist/components/checkbox/checkbox.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import '@awesome.me/webawesome/dist/components/option/option.js';
import '@awesome.me/webawesome/dist/components/select/select.js';
import type { NewGrant, ShownPoint, Scope } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { currentLanguage, inLanguage, localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import type { Givable } from './givable.js';
import { authorityName, roleName } from './role-words.js';

/** The fields of a role to be given: which, where, and until when. Asked for its `grant` when somebody submits. */
@customElement('grant-fields')
@localized()
export class GrantFields extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host,
      .dates {
        display: grid;
        gap: var(--s-m);
      }
      .dates {
        grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
      }
      fieldset {
        display: grid;
        gap: var(--s-xxs);
        border: 0;
        padding: 0;
      }
      legend {
        padding: 0;
        margin-block-end: var(--s-xxs);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) givable: readonly Givable[] = [];
  @property({ attribute: false }) points: readonly ShownPoint[] = [];
  @state() private wanted = '';
  @state() private authorityId = '';
  @state() private pointIds: ReadonlySet<string> = new Set();
  @state() private from = '';
  @state() private to = '';

  /** What was chosen, or undefined while something is missing. */
  get grant(): NewGrant | undefined {
    const scope = this.scope;
    if (!this.chosen || !scope) return undefined;
    return {
      role: this.chosen.role,
      scope,
      ...(this.from ? { validFrom: startOfDay(this.from) } : {}),
      // The last day is a whole day.
      validTo: this.to ? startOfDay(this.to, 1) : null,
    };
  }

  protected override render() {
    // The controls keep the chosen option's old words: another language is another control.
    return keyed(
      currentLanguage(),
      html`<wa-select
          label=${msg('Rooli')}
          placeholder=${msg('Valitse rooli')}
          .value=${this.wanted || null}
          @change=${(event: Event) => (this.wanted = valueOf(event))}
        >
          ${this.givable.map(({ role }) => html`<wa-option value=${role}>${roleName(role)}</wa-option>`)}
        </wa-select>
        ${this.where}
        <div class="dates">
          <wa-input
            type="date"
            label=${msg('Alkaa')}
            hint=${msg('Tyhjä: heti.')}
            .value=${this.from}
            @input=${(event: Event) => (this.from = valueOf(event))}
          ></wa-input>
          <wa-input
            type="date"
            label=${msg('Viimeinen päivä')}
            hint=${msg('Tyhjä: toistaiseksi.')}
            .value=${this.to}
            @input=${(event: Event) => (this.to = valueOf(event))}
          ></wa-input>
        </div>`,
    );
  }

  private get where() {
    const { chosen } = this;
    if (chosen?.kind === 'authority')
      return html`<wa-select
        label=${msg('Viranomainen')}
        placeholder=${msg('Valitse viranomainen')}
        .value=${this.authorityId || null}
        @change=${(event: Event) => (this.authorityId = valueOf(event))}
      >
        ${chosen.authorityIds.map((id) => html`<wa-option value=${id}>${authorityName(id)}</wa-option>`)}
      </wa-select>`;
    if (chosen?.kind !== 'points') return nothing;
    const offered = this.points.filter(({ id }) => !chosen.pointIds || chosen.pointIds.includes(id));
    return html`<fieldset>
      <legend>${msg('Pisteet')}</legend>
      ${offered.map(
        ({ id, name }) =>
          html`<wa-checkbox
            ?checked=${this.pointIds.has(id)}
            @change=${(event: Event) => this.choose(id, (event.target as HTMLInputElement).checked)}
            >${inLanguage(name)}</wa-checkbox
          >`,
      )}
    </fieldset>`;
  }

  private get chosen(): Givable | undefined {
    return this.givable.find(({ role }) => role === this.wanted);
  }

  private get scope(): Scope | undefined {
    const { kind } = this.chosen ?? {};
    if (kind === 'everything') return { kind };
    if (kind === 'authority' && this.authorityId) return { kind, authorityId: this.authorityId };
    if (kind === 'points' && this.pointIds.size > 0) return { kind, pointIds: [...this.pointIds] };
    return undefined;
  }

  private choose(id: string, isChosen: boolean): void {
    const chosen = new Set(this.pointIds);
    if (isChosen) chosen.add(id);
    else chosen.delete(id);
    this.pointIds = chosen;
  }
}

const valueOf = (event: Event): string => (event.target as unknown as { value: string | null }).value ?? '';

/** Midnight at the beginning of a day, by the clock of whoever gives the role, some days on. */
function startOfDay(day: string, later = 0): string {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}

declare global {
  interface HTMLElementTagNameMap {
    'grant-fields': GrantFields;
  }
}
