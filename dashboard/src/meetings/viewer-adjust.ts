import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { mostAskew } from './paper-viewing.js';
import { lookWords, printLooks, type PrintLook } from './print-looks.js';
import { viewerAdjustStyles } from './viewer-adjust.styles.js';
import type { ViewerAct } from './viewer-acts.js';
import type { ViewerActed } from './viewer-tools.js';
import { viewerButtonStyles } from './viewer-tools.styles.js';

/** A person straightens a paper: degrees clockwise. */
export type PaperStraightened = CustomEvent<number>;
export type LookChosen = CustomEvent<PrintLook>;

/** What is set once for a paper: how askew it lies, how its print is shown; and moving without dragging. */
@customElement('viewer-adjust')
@localized()
export class ViewerAdjust extends LitElement {
  static override styles = [sharedStyles, viewerButtonStyles, viewerAdjustStyles];

  @property({ type: Number }) askew = 0;
  @property() look: PrintLook = 'plain';
  @property({ type: Boolean }) zoomed = false;

  protected override render() {
    return html`<section aria-label=${msg('Säädöt')}>${this.looks} ${this.straighten} ${this.moving}</section>`;
  }

  private get looks() {
    return html`<fieldset>
      <legend>${msg('Teksti')}</legend>
      <div class="looks">
        ${printLooks.map(
          (look) =>
            html`<label
              ><input
                type="radio"
                name="look"
                value=${look}
                .checked=${look === this.look}
                @change=${() => this.tell('look-chosen', look)}
              /><span>${lookWords(look)}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private get straighten() {
    const degrees = msg(str`${signed(this.askew)} astetta`);
    return html`<div class="askew">
      <label for="askew">${msg('Suorista vino paperi')}</label>
      <output class="num" for="askew">${signed(this.askew)}°</output>
      <input
        id="askew"
        type="range"
        min=${-mostAskew}
        max=${mostAskew}
        step="0.5"
        aria-valuetext=${degrees}
        .value=${String(this.askew)}
        @input=${(event: Event) => this.tell('paper-straightened', (event.target as HTMLInputElement).valueAsNumber)}
      />
    </div>`;
  }

  private get moving() {
    return html`<div class="moving" role="group" aria-label=${msg('Siirrä kuvaa')}>
      ${this.arrow('left', 'arrow-left', msg('Vasemmalle'))} ${this.arrow('up', 'arrow-up', msg('Ylös'))}
      ${this.arrow('down', 'arrow-down', msg('Alas'))} ${this.arrow('right', 'arrow-right', msg('Oikealle'))}
    </div>`;
  }

  private arrow(act: ViewerAct, icon: string, words: string) {
    return html`<button
      type="button"
      class="icon"
      aria-label=${words}
      aria-disabled=${!this.zoomed}
      @click=${() => this.zoomed && this.tell('viewer-act', act)}
    >
      <wa-icon name=${icon} aria-hidden="true"></wa-icon>
    </button>`;
  }

  private tell(...[type, detail]: ['viewer-act', ViewerAct] | ['look-chosen', PrintLook] | ['paper-straightened', number]): void {
    this.dispatchEvent(new CustomEvent(type, { detail }) satisfies ViewerActed | LookChosen | PaperStraightened);
  }
}

const signed = (degrees: number): string =>
  `${degrees < 0 ? '−' : degrees > 0 ? '+' : ''}${Math.abs(degrees).toFixed(1).replace('.', ',')}`;

declare global {
  interface HTMLElementTagNameMap {
    'viewer-adjust': ViewerAdjust;
  }
}
