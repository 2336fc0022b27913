import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { keyWords } from './viewer-acts.js';

/** Every key of the viewer. They act while the focus is in the viewer, so they disturb nobody who types elsewhere. */
@customElement('viewer-key-list')
@localized()
export class ViewerKeyList extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      section {
        padding: 12px 20px 14px;
        border: 1px solid var(--line);
        border-radius: var(--r-card);
        background: var(--surface);
      }
      h3 {
        margin-block-end: 2px;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(236px, 1fr));
        gap: 6px 20px;
        margin-block-start: 8px;
      }
      dl div {
        display: grid;
        grid-template-columns: 92px 1fr;
        gap: 10px;
      }
      dd {
        margin: 0;
      }
    `,
  ];

  protected override render() {
    return html`<section aria-labelledby="title">
      <h3 id="title">${msg('Näppäimet')}</h3>
      <p class="quiet">${msg('Toimivat, kun olet paperin kuvassa tai sen painikkeissa.')}</p>
      <dl>
        ${keyWords().map(
          ([shown, words]) =>
            html`<div>
              <dt>${shown.map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${words}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'viewer-key-list': ViewerKeyList;
  }
}
