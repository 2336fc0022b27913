import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/** What a note is about: news, something blocked, something failed, something done. */
export type NoticeTone = 'info' | 'warn' | 'bad' | 'good';

/**
 * A message in the page. Put the sentence in the slot (its first, bold part in `<b>`), the next step as buttons into
 * the slot `actions`, a `<wa-icon>` or `<status-mark>` into the slot `mark`. Set `role="alert"` or `"status"` on it
 * yourself: most notes need neither.
 */
@customElement('notice-note')
export class NoticeNote extends LitElement {
  static override styles = css`
    :host {
      --note: var(--action);
      display: flex;
      flex-wrap: wrap;
      gap: var(--s-xs) var(--s-s);
      align-items: flex-start;
      padding: var(--s-s) var(--s-m);
      border-inline-start: 5px solid var(--note);
      border-radius: 2px;
      background: var(--info-tint);
      color: var(--text);
    }
    :host([tone='warn']) {
      --note: var(--text);
      background: var(--off-tint);
    }
    :host([tone='bad']) {
      --note: var(--danger);
      background: var(--danger-tint);
    }
    :host([tone='good']) {
      --note: var(--success);
      background: var(--success-tint);
    }
    ::slotted([slot='mark']) {
      flex: none;
      font-size: 24px;
      color: var(--note);
      --status-colour: var(--note);
    }
    ::slotted(status-mark) {
      font-size: 18px;
    }
    .text {
      flex: 1 1 16em;
      max-inline-size: 66ch;
    }
    .actions {
      align-self: center;
      margin-inline-start: auto;
    }
    @media (forced-colors: active) {
      :host {
        border: 1px solid;
        border-inline-start-width: 5px;
      }
    }
  `;

  @property({ reflect: true }) tone: NoticeTone = 'info';

  protected override render() {
    return html`<slot name="mark"></slot>
      <div class="text"><slot></slot></div>
      <div class="actions"><slot name="actions"></slot></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'notice-note': NoticeNote;
  }
}
