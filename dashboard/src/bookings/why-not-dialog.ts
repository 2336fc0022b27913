import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { Task } from '@lit/task';
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FreeTime, WhyNot } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { day, localized, msg } from '../i18n/index.js';
import { instantOf, wallOf } from '../i18n/wall-time.js';
import { sharedStyles } from '../ui/index.js';
import { spanWords } from './block-words.js';
import { explainTime, type Wanted } from './bookings.data.js';
import { whyNotSentence } from './booking-words.js';
import { panelStyles } from './panel.styles.js';
import { timeChoices } from './time-choices.js';
import type { Place } from './week-grid.js';

/** *Miksi tämä aika ei ole vapaa?* in words, for one time of the shown days. Says `time-asked`, `time-instead` and `dismissed`. */
@customElement('why-not-dialog')
@localized()
export class WhyNotDialog extends LitElement {
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      .when {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--s-xs);
      }
      .reasons {
        display: grid;
        gap: 6px;
        padding-inline-start: 1.2em;
        list-style: disc;
      }
    `,
  ];

  /** The time in question; none keeps the dialog closed. */
  @property({ attribute: false }) asked: Place | undefined;
  @property({ attribute: false }) wanted: Wanted | undefined;
  @property({ attribute: false }) service = '';
  @property({ attribute: false }) days: readonly string[] = [];
  @property({ attribute: false }) hours: readonly string[] = [];
  @property({ attribute: false }) timeZone = '';
  @property({ attribute: false }) today = '';
  @property({ attribute: false }) free: readonly FreeTime[] = [];

  private readonly reasons = new Task(this, {
    args: () => [this.wanted, this.asked?.from] as const,
    task: ([wanted, from]): Promise<readonly WhyNot[]> => (wanted && from ? explainTime(wanted, from) : Promise.resolve([])),
  });

  protected override render() {
    return html`<wa-dialog
      label=${msg('Miksi tämä aika ei ole vapaa?')}
      light-dismiss
      ?open=${this.asked !== undefined}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      ${this.asked && this.wanted ? this.answer(this.asked, this.wanted) : ''}
    </wa-dialog>`;
  }

  private answer(asked: Place, { slots }: Wanted) {
    const [at, hour] = wallOf(asked.from, this.timeZone).split('T') as [string, string];
    return html`<div class="stack">
      <div class="when">
        ${this.list(
          msg('Päivä'),
          at,
          this.days.map((each) => [each, day(instantOf(`${each}T12:00`, this.timeZone), this.timeZone)]),
          (next) => this.ask(next, hour),
        )}
        ${this.list(
          msg('Kello'),
          hour,
          this.hours.map((each) => [each, `${Number(each.slice(0, 2))}.${each.slice(3)}`]),
          (next) => this.ask(at, next),
        )}
      </div>
      <h3>${this.service}, ${spanWords(asked.from, slots, this.timeZone)}</h3>
      ${this.reasons.render({
        pending: () => html`<loading-lines label=${msg('Kysytään syytä')}></loading-lines>`,
        complete: (reasons) => this.told(reasons, asked),
        error: (failure) => html`<p class="wrong" role="alert">${failure instanceof RequestFailure ? failure.inWords : ''}</p>`,
      })}
    </div>`;
  }

  private told(reasons: readonly WhyNot[], asked: Place) {
    const moment = new Date(asked.from).getTime();
    const distance = ({ from }: FreeTime): number => Math.abs(new Date(from).getTime() - moment);
    const nearest = this.free.toSorted((a, b) => distance(a) - distance(b)).slice(0, 3);
    const isHere = this.free.find(({ from }) => from === asked.from)?.roomIds.includes(asked.roomId) ?? false;
    const sentences = [...new Set(reasons.map(whyNotSentence))];
    return html`<div role="status">
        ${
          sentences.length === 0
            ? html`<p>
                ${isHere ? msg('Aika on vapaa. Voit varata sen.') : msg('Tämä huone ei ole silloin vapaa, mutta pisteen toinen huone on.')}
              </p>`
            : html`<ul class="reasons">
                ${sentences.map((words) => html`<li>${words}</li>`)}
              </ul>`
        }
      </div>
      ${
        nearest.length > 0
          ? html`<h3>${msg('Lähimmät vapaat ajat')}</h3>
              ${timeChoices(nearest, {
                timeZone: this.timeZone,
                today: this.today,
                words: msg('Varaa'),
                choose: (time) => this.dispatchEvent(new CustomEvent('time-instead', { detail: time })),
              })}`
          : html`<p class="quiet">${msg('Tällä viikolla ei ole vapaita aikoja tähän palveluun.')}</p>`
      }`;
  }

  private list(label: string, value: string, options: readonly (readonly [string, string])[], choose: (value: string) => void) {
    return html`<label class="field"
      ><span>${label}</span
      ><select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${options.map(([each, words]) => html`<option value=${each} .selected=${each === value}>${words}</option>`)}
      </select></label
    >`;
  }

  private ask(at: string, hour: string): void {
    const from = instantOf(`${at}T${hour}`, this.timeZone).toISOString();
    this.dispatchEvent(new CustomEvent('time-asked', { detail: { from, roomId: this.asked?.roomId ?? '' } satisfies Place }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'why-not-dialog': WhyNotDialog;
  }
}
