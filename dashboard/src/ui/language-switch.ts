import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Language } from '@etapiste/protocol';
import { currentLanguage, languages, localized, msg, setLanguage } from '../i18n/index.js';
import { sharedStyles } from './shared.styles.js';

/** Each language by its own name, for screen readers in its own voice. */
const ownNames: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

/** Three languages in one touch; the page changes in its place and the choice is remembered. */
@customElement('language-switch')
@localized()
export class LanguageSwitch extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        gap: 2px;
      }
      button {
        min-inline-size: 44px;
        min-block-size: 44px;
        padding: 0;
        border: 0;
        border-radius: var(--r-control);
        background: none;
        color: var(--link);
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        background: var(--action-tint);
      }
      button[aria-pressed='true'] {
        color: var(--heading);
        font-weight: 600;
        border-block-end: 3px solid var(--action);
        border-radius: 0;
      }
    `,
  ];

  protected override render() {
    return html`<div role="group" aria-label=${msg('Kieli')}>${languages.map(languageButton)}</div>`;
  }
}

const languageButton = (language: Language) => html`
  <button
    type="button"
    lang=${language}
    aria-label=${`${language.toUpperCase()}, ${ownNames[language]}`}
    aria-pressed=${currentLanguage() === language}
    @click=${() => setLanguage(language)}
  >
    ${language.toUpperCase()}
  </button>
`;

declare global {
  interface HTMLElementTagNameMap {
    'language-switch': LanguageSwitch;
  }
}
