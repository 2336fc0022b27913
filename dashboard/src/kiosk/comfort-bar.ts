import { LitElement, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Language } from '@etapiste/protocol';
import { currentLanguage, languages, localized, msg, setLanguage } from '../i18n/index.js';
import { sharedStyles } from '../ui/shared.styles.js';
import { setContrast } from '../ui/theme.js';
import { comfortBarStyles } from './comfort-bar.styles.js';

const ownNames: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };
const sizes = ['usual', 'large', 'largest'] as const;
const keptAs = { size: 'etapiste.kiosk.text', contrast: 'etapiste.kiosk.contrast' };

/** Language, larger text and contrast, each in one touch on every screen; the place on the screen does not change. */
@customElement('comfort-bar')
@localized()
export class ComfortBar extends LitElement {
  static override styles = [sharedStyles, comfortBarStyles];

  @state() private size: (typeof sizes)[number] = 'usual';
  @state() private isContrast = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setSize(sizes.find((size) => size === sessionStorage.getItem(keptAs.size)) ?? 'usual');
    const kept = sessionStorage.getItem(keptAs.contrast);
    if (kept !== null) setContrast(kept === 'on');
    this.isContrast = document.documentElement.dataset['theme'] === 'contrast';
  }

  protected override render() {
    const place = sizes.indexOf(this.size);
    const sizeWords = [msg('Teksti on tavallinen'), msg('Teksti on iso'), msg('Teksti on suurin')][place];
    return html`
      <div role="group" aria-label=${msg('Kieli ja näkymä')}>
        ${languages.map(languageButton)}
        <button type="button" class="look" aria-pressed=${place > 0} @click=${this.nextSize}>
          <span class="letters" aria-hidden="true">A<b>A</b></span>
          <span>${msg('Isompi teksti')}</span>
          <span class="dots" aria-hidden="true" ?hidden=${place === 0}
            >${sizes.slice(1).map((_, index) => html`<i class=${index < place ? 'on' : ''}></i>`)}</span
          >
        </button>
        <button type="button" class="look" aria-pressed=${this.isContrast} @click=${this.switchContrast}>
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

  /** 1, 1.3, 1.6 and around again. */
  private readonly nextSize = (): void => this.setSize(sizes[(sizes.indexOf(this.size) + 1) % sizes.length] ?? 'usual');

  private setSize(size: (typeof sizes)[number]): void {
    this.size = size;
    sessionStorage.setItem(keptAs.size, size);
    if (size === 'usual') delete document.documentElement.dataset['text'];
    else document.documentElement.dataset['text'] = size;
    this.tell();
  }

  private readonly switchContrast = (): void => {
    this.isContrast = !this.isContrast;
    sessionStorage.setItem(keptAs.contrast, this.isContrast ? 'on' : 'off');
    setContrast(this.isContrast);
    this.tell();
  };

  /** The stage is laid out by what stands on `<html>` now. */
  private tell(): void {
    this.dispatchEvent(new CustomEvent('comfort-changed'));
  }
}

const languageButton = (language: Language) => html`
  <button
    type="button"
    lang=${language}
    aria-pressed=${currentLanguage() === language}
    @click=${() => void setLanguage(language)}
  >
    ${ownNames[language]}
  </button>
`;

declare global {
  interface HTMLElementTagNameMap {
    'comfort-bar': ComfortBar;
  }
}
