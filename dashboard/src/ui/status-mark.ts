import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { marks, type Mark } from './icons/marks.js';

/** The states of the guide's status vocabulary. */
export type Status = 'free' | 'use' | 'call' | 'missed' | 'way' | 'off' | 'fault' | 'held';

/**
 * The drawings, constants of ours (icons/marks.ts), each prepared once: boards draw marks by the hundred, and a call's
 * must not wait for a parser.
 */
const drawings = new Map<string, TemplateResult>(
  Object.entries(marks).map(([name, svg]) => [name, staticHtml`${unsafeStatic(svg)}`]),
);

/**
 * A state's own silhouette in its own colour, with its word in the slot: always both. Drawn in place, not fetched, so
 * that a state can never lack its mark. `font-size` scales both.
 */
@customElement('status-mark')
export class StatusMark extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.5em;
      font-weight: 600;
      color: var(--status-colour, var(--c));
    }
    :host([status='free']) {
      --c: var(--free);
    }
    :host([status='use']) {
      --c: var(--use);
    }
    :host([status='call']),
    :host([status='missed']) {
      --c: var(--calling);
    }
    :host([status='way']) {
      --c: var(--way);
    }
    :host([status='off']) {
      --c: var(--off);
    }
    :host([status='fault']) {
      --c: var(--fault);
    }
    :host([status='held']) {
      --c: var(--held);
    }
    span {
      display: inline-flex;
      flex: none;
      inline-size: 1.4em;
      block-size: 1.4em;
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
    }
    @media (forced-colors: active) {
      :host {
        color: CanvasText;
      }
    }
  `;

  @property({ reflect: true }) status: Status = 'free';

  protected override render() {
    return html`<span aria-hidden="true">${drawings.get(`m-${this.status}` satisfies Mark)}</span><slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'status-mark': StatusMark;
  }
}
