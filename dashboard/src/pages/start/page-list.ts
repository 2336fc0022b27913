import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Demo, Role } from '@etapiste/protocol';
import { localized, msg } from '../../i18n/index.js';
import { sharedStyles } from '../../ui/index.js';

/** The pages that there are. More may be put into the slot. */
@customElement('page-list')
@localized()
export class PageList extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      nav.card {
        padding: 0;
        overflow: hidden;
      }
      h2 {
        padding: 14px 18px 6px;
        font-size: var(--t-h4);
      }
      a {
        display: flex;
        gap: 12px;
        align-items: center;
        min-block-size: var(--control);
        padding: 0 18px;
        border-block-start: 1px solid var(--line-quiet);
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        background: var(--action-tint);
      }
      a:focus-visible {
        box-shadow: inset 0 0 0 3px var(--focus);
      }
      b {
        flex: 1;
        color: var(--link);
        text-decoration: underline;
        text-underline-offset: 3px;
        text-decoration-thickness: 1px;
      }
      wa-icon {
        font-size: 22px;
        color: var(--action);
      }
      wa-icon:last-child {
        font-size: 16px;
        color: var(--text-quiet);
      }
    `,
  ];

  /** The room whose terminal is offered; none leaves it as the terminal remembers. */
  @property() roomId: string | undefined;

  /** The demo's people: each page is entered as one of them whose page it is. None elsewhere: pages ask who comes. */
  @property({ attribute: false }) accounts: Demo['accounts'] = [];

  protected override render() {
    const kiosk = this.roomId ? `/kiosk?room=${encodeURIComponent(this.roomId)}` : '/kiosk';
    return html`<nav class="card" aria-label=${msg('Sivut')}>
      <h2>${msg('Sivut')}</h2>
      ${link(kiosk, 'window', msg('Asiakkaan näyttö'))} ${link(this.enter('/advisor', 'advisor'), 'alert', msg('Neuvoja'))}
      ${link(this.enter('/expert', 'expert'), 'camera', msg('Asiantuntija'))}
      ${link(this.enter('/maintainer', 'maintainer'), 'settings', msg('Ylläpito'))}
      ${link(this.enter('/admin', 'owner'), 'people', msg('Hallinta'))} ${link('/api/docs', 'copy', msg('Rajapinnan kuvaus'))}
      <slot></slot>
    </nav>`;
  }

  private enter(page: string, role: Role): string {
    const account = this.accounts.find(({ roles }) => roles.includes(role));
    return account ? `/sign-in?as=${account.id}&returnTo=${page}` : page;
  }
}

const link = (href: string, icon: string, label: string) =>
  html`<a href=${href}
    ><wa-icon name=${icon} aria-hidden="true"></wa-icon><b>${label}</b><wa-icon name="chevron-right" aria-hidden="true"></wa-icon
  ></a>`;

declare global {
  interface HTMLElementTagNameMap {
    'page-list': PageList;
  }
}
