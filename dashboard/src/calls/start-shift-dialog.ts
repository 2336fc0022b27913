import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/checkbox/checkbox.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LiveState } from '@etapiste/protocol';
import { inLanguage, localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import './alarm-settings.js';
import type { BoardSettings } from './board-settings.js';

/** What the advisor chose. */
export type ShiftWanted = CustomEvent<{ readonly pointIds: readonly string[] }>;

/**
 * Starts a shift: the points, and a press that lets the browser sound and notify. Tells `shift-wanted` from the
 * press itself, because browsers allow sound only then; closed says `dismissed`.
 */
@customElement('start-shift-dialog')
@localized()
export class StartShiftDialog extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      .form {
        display: grid;
        gap: var(--s-m);
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
      wa-checkbox {
        min-block-size: 32px;
      }
      .missing {
        color: var(--danger);
        font-weight: 600;
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) points: LiveState['points'] = [];
  @property({ attribute: false }) settings!: BoardSettings;
  /** Why the shift did not start, in words. */
  @property({ attribute: false }) failure: string | undefined;
  @property({ attribute: false }) isBusy = false;
  @state() private chosen: ReadonlySet<string> | undefined;
  @state() private hasNoPoint = false;

  protected override render() {
    return html`<wa-dialog
      label=${msg('Aloita vuoro')}
      ?open=${this.open}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      <div class="form">
        <fieldset>
          <legend>${msg('Pisteet, joiden kutsut soivat sinulle')}</legend>
          ${this.points.map((point) => this.pointBox(point.id, inLanguage(point.name)))}
          ${this.hasNoPoint ? html`<p class="missing" role="alert">${msg('Valitse ainakin yksi piste.')}</p>` : nothing}
        </fieldset>
        <alarm-settings .settings=${this.settings}></alarm-settings>
        ${
          this.failure
            ? html`<notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${this.failure}</notice-note>`
            : nothing
        }
      </div>
      <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Peruuta')}</wa-button>
      <wa-button slot="footer" variant="brand" autofocus ?loading=${this.isBusy} @click=${this.submit}
        >${msg('Aloita vuoro')}</wa-button
      >
    </wa-dialog>`;
  }

  private pointBox(id: string, name: string) {
    return html`<wa-checkbox
      ?checked=${this.pointIds.includes(id)}
      @change=${(event: Event) => this.choose(id, (event.target as HTMLInputElement).checked)}
      >${name}</wa-checkbox
    >`;
  }

  /** All points until the advisor chooses otherwise. */
  private get pointIds(): readonly string[] {
    return this.points.map(({ id }) => id).filter((id) => !this.chosen || this.chosen.has(id));
  }

  private choose(id: string, isChosen: boolean): void {
    const chosen = new Set(this.pointIds);
    if (isChosen) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
  }

  private readonly submit = (): void => {
    this.hasNoPoint = this.pointIds.length === 0;
    // Said beside the points, and led there.
    if (this.hasNoPoint) this.renderRoot.querySelector<HTMLElement>('wa-checkbox')?.focus();
    else this.dispatchEvent(new CustomEvent('shift-wanted', { detail: { pointIds: this.pointIds } }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'start-shift-dialog': StartShiftDialog;
  }
}
