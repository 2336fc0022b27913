import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Language } from '@etapiste/protocol';
import { currentLanguage, languages, localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/shared.styles.js';
import { comfortBarStyles } from './comfort-bar.styles.js';
import { textSizes, type ComfortController } from './comfort.controller.js';

const ownNames: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

/** Language, larger text and contrast, each in one touch on every screen; the place on the screen does not change. */
@customElement('comfort-bar')
@localized()
export class ComfortBar extends LitElement {
  static override styles = [sharedStyles, comfortBarStyles];

  /** Always the same object, with new choices in it. */
  @property({ attribute: false, hasChanged: () => true }) comfort!: ComfortController;

  protected override render() {
    const { size, isContrast } = this.comfort;
    const place = textSizes.indexOf(size);
    const sizeWords = [msg('Teksti on tavallinen'), msg('Teksti on iso'), msg('Teksti on suurin')][place];
    return html`
      <div role="group" aria-label=${msg('Kieli ja näkymä')}>
        ${languages.map((language) => this.languageButton(language))}
        <button type="button" class="look" aria-pressed=${place > 0} @click=${() => this.comfort.nextSize()}>
          <span class="letters" aria-hidden="true">A<b>A</b></span>
          <span>${msg('Isompi teksti')}</span>
          <span class="dots" aria-hidden="true" ?hidden=${place === 0}
            >${textSizes.slice(1).map((_, index) => html`<i class=${index < place ? 'on' : ''}></i>`)}</span
          >
        </button>
        <button type="button" class="look" aria-pressed=${isContrast} @click=${() => this.comfort.switchContrast()}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-width="2" />
            <path d="M12 2.5v19a9.5 9.5 0 0 0 0-19z" fill="currentColor" />
          </svg>
          <span>${msg('Kontrasti')}</span>
        </button>
      </div>
      <p class="hidden-text" role="status">${place > 0 ? sizeWords : ''}</p>
    `;
  }

  private languageButton(language: Language) {
    return html`<button
      type="button"
      lang=${language}
      aria-pressed=${currentLanguage() === language}
      @click=${() => this.comfort.speak(language)}
    >
      ${ownNames[language]}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'comfort-bar': ComfortBar;
  }
}
