import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { localized, msg } from '../i18n/index.js';
import './brand-mark.js';
import './language-switch.js';
import { sharedStyles } from './shared.styles.js';
import { staffBarStyles } from './staff-bar.styles.js';

/** One page of the bar's navigation. */
export interface BarPage {
  readonly label: string;
  readonly href: string;
  readonly isCurrent?: boolean;
}

/**
 * The bar of staff pages: brand, pages, whatever the page puts in (who is here, the shift), and the language.
 * Its first tab stop leads to the content: give the page's `<main>` the id `content` in the same root.
 */
@customElement('staff-bar')
@localized()
export class StaffBar extends LitElement {
  static override styles = [sharedStyles, staffBarStyles];

  /** Pages of this role; none shows the brand alone. Given anew with every render of a page, and seldom different. */
  @property({ attribute: false, hasChanged: (now, then) => JSON.stringify(now) !== JSON.stringify(then) })
  pages: readonly BarPage[] = [];

  protected override render() {
    return html`
      <header>
        <button class="skip" type="button" @click=${this.skip}>${msg('Siirry sisältöön')}</button>
        <a class="brand" href="/"><brand-mark></brand-mark>Etäpiste</a>
        ${this.pages.length > 0 ? html`<nav aria-label=${msg('Sivut')}>${this.pages.map(pageLink)}</nav>` : ''}
        <div class="end">
          <slot></slot>
          <language-switch></language-switch>
        </div>
      </header>
    `;
  }

  /** A button, because a link to `#content` cannot reach into the page's shadow root. */
  private readonly skip = (): void => {
    const content = (this.getRootNode() as Document | ShadowRoot).getElementById('content');
    if (!content) return;
    content.tabIndex = -1;
    content.focus();
  };
}

const pageLink = (page: BarPage) =>
  html`<a href=${page.href} aria-current=${page.isCurrent ? 'page' : 'false'}>${page.label}</a>`;

declare global {
  interface HTMLElementTagNameMap {
    'staff-bar': StaffBar;
  }
}
