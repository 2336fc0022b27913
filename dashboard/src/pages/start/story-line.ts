import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { currentLanguage, localized, msg, str } from '../../i18n/index.js';
import { clockSeconds } from '../../simulator/index.js';
import { sharedStyles } from '../../ui/index.js';
import { storySteps, type StoryStep, type ToldCall } from './story-steps.js';

/** The five steps of a call with their measured times. */
@customElement('story-line')
@localized()
export class StoryLine extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      ol {
        display: grid;
        grid-template-columns: repeat(5, 1fr);
        border-block-start: 1px solid var(--line);
      }
      li {
        padding: 11px 12px 11px 16px;
        border-inline-start: 1px solid var(--line-quiet);
      }
      li:first-child {
        border: 0;
      }
      b {
        display: flex;
        gap: 7px;
        align-items: center;
      }
      .done b {
        color: var(--success);
      }
      .now {
        background: var(--action-tint);
        box-shadow: inset 0 -4px var(--action);
      }
      .now b {
        color: var(--heading);
      }
      .later b {
        color: var(--text-quiet);
      }
      @media (max-width: 700px) {
        ol {
          grid-template-columns: 1fr;
        }
      }
      @media (forced-colors: active) {
        .now {
          border: 3px solid Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) story!: ToldCall;

  protected override render() {
    const reached = storySteps.filter((name) => this.story.times[name] !== undefined);
    const now = this.story.isGoing ? reached.at(-1) : undefined;
    return html`<ol aria-label=${msg('Kutsun vaiheet')}>
      ${storySteps.map((name) => this.step(name, now))}
    </ol>`;
  }

  private step(name: StoryStep, now: StoryStep | undefined) {
    const time = this.story.times[name];
    const isNow = name === now;
    return html`<li class=${isNow ? 'now' : time === undefined ? 'later' : 'done'} aria-current=${isNow ? 'step' : nothing}>
      <b>${time === undefined ? nothing : html`<wa-icon name="check" aria-hidden="true"></wa-icon>`}${stepWords()[name]}</b>
      <span class="small num quiet">${this.timeWords(name, time)}</span>
    </li>`;
  }

  private timeWords(name: StoryStep, time: number | undefined): string {
    if (time === undefined) return this.story.isGoing ? msg('odottaa') : msg('ei vielä');
    if (name === 'button') return this.story.pressedAt ? clockSeconds(this.story.pressedAt) : '';
    const amount = new Intl.NumberFormat(`${currentLanguage()}-FI`, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return msg(str`${amount.format(time / 1_000)} s napista`);
  }
}

const stepWords = (): Record<StoryStep, string> => ({
  button: msg('Nappi'),
  stored: msg('Tallessa'),
  seen: msg('Neuvoja näkee'),
  'on-the-way': msg('Neuvoja tulossa'),
  done: msg('Valmis'),
});

declare global {
  interface HTMLElementTagNameMap {
    'story-line': StoryLine;
  }
}
