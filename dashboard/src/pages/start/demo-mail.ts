import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { demoOperations, seconds, type DemoMail } from '@etapiste/protocol';
import { RequestFailure, request } from '../../api/index.js';
import { localized, msg, when } from '../../i18n/index.js';
import { sharedStyles } from '../../ui/index.js';

const askEveryMs = seconds(5);

/** Mails that the demo kept instead of sending them, the newest first. */
@customElement('demo-mail')
@localized()
export class DemoMailList extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      summary {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: var(--control);
        padding: 0 18px;
        border-block-start: 1px solid var(--line-quiet);
        border-radius: var(--r-control);
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary b {
        flex: 1;
        color: var(--link);
        text-decoration: underline;
        text-underline-offset: 3px;
        text-decoration-thickness: 1px;
      }
      summary wa-icon {
        font-size: 22px;
        color: var(--action);
      }
      summary wa-icon:last-child {
        font-size: 16px;
        color: var(--text-quiet);
      }
      details[open] summary wa-icon:last-child {
        rotate: 180deg;
      }
      .mails {
        max-block-size: 260px;
        overflow: auto;
        padding: var(--s-xs) 18px;
      }
      li + li {
        margin-block-start: var(--s-s);
        padding-block-start: var(--s-s);
        border-block-start: 1px solid var(--line-quiet);
      }
      pre {
        margin-block-start: var(--s-xxs);
        font: inherit;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private mails: readonly DemoMail[] | undefined;
  @state() private failure: string | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override render() {
    return html`<details @toggle=${this.onToggle}>
      <summary>
        <wa-icon name="mail" aria-hidden="true"></wa-icon><b>${msg('Lähtevä posti')}</b
        ><wa-icon name="chevron-down" aria-hidden="true"></wa-icon>
      </summary>
      <div class="mails" role="region" tabindex="0" aria-label=${msg('Lähtevä posti')}>${this.content}</div>
    </details>`;
  }

  private get content() {
    if (this.failure) return html`<p role="alert">${this.failure}</p>`;
    if (!this.mails) return nothing;
    if (this.mails.length === 0) {
      return html`<p class="quiet">
        ${msg('Ei viestejä. Kun kutsuun ei vastata, viesti esihenkilölle tulee tähän. Mitään ei lähetetä ulos.')}
      </p>`;
    }
    return html`<ul>
      ${this.mails.map(
        (mail) =>
          html`<li>
            <b>${mail.subject}</b>
            <p class="small quiet">${when(mail.at, new Date())}, ${mail.to}</p>
            <pre>${mail.text}</pre>
          </li>`,
      )}
    </ul>`;
  }

  private readonly onToggle = (event: Event): void => {
    clearInterval(this.timer);
    if (!(event.target as HTMLDetailsElement).open) return;
    this.timer = setInterval(() => void this.ask(), askEveryMs);
    void this.ask();
  };

  private async ask(): Promise<void> {
    try {
      this.mails = await request(demoOperations.listDemoMail, {});
      this.failure = undefined;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-mail': DemoMailList;
  }
}
