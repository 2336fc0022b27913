import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/checkbox/checkbox.js';
import '@awesome.me/webawesome/dist/components/slider/slider.js';
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import type { BoardSettings } from './board-settings.js';
import { lowestVolume } from './call-sound.js';

/** Volume, *Kokeile ääntä*, and whether keys act. Tells `settings-changed` with the new settings, and `sample-wanted`. */
@customElement('alarm-settings')
@localized()
export class AlarmSettings extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-s);
      }
      .sound {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--s-s) var(--s-m);
      }
      wa-slider {
        flex: 1 1 12em;
      }
    `,
  ];

  @property({ attribute: false }) settings!: BoardSettings;

  protected override render() {
    return html`
      <div class="sound">
        <wa-slider
          label=${msg('Kutsun äänen voimakkuus')}
          min=${lowestVolume * 100}
          max="100"
          step="5"
          .value=${Math.round(this.settings.volume * 100)}
          @input=${(event: Event) => this.change({ volume: Number((event.target as HTMLInputElement).value) / 100 })}
        ></wa-slider>
        <wa-button appearance="outlined" variant="brand" @click=${() => this.dispatchEvent(new CustomEvent('sample-wanted'))}>
          <wa-icon slot="start" name="speaker"></wa-icon>${msg('Kokeile ääntä')}
        </wa-button>
      </div>
      <wa-checkbox
        ?checked=${this.settings.areKeysOn}
        @change=${(event: Event) => this.change({ areKeysOn: (event.target as HTMLInputElement).checked })}
        >${msg('Näppäin V vastaa kutsuun ja A päättää sen')}</wa-checkbox
      >
    `;
  }

  private change(changed: Partial<BoardSettings>): void {
    const detail = { ...this.settings, ...changed };
    this.dispatchEvent(new CustomEvent('settings-changed', { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'alarm-settings': AlarmSettings;
  }
}
