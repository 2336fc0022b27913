import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/details/details.js';
import { pointOperations, type Policy, type PolicyName, type ShownPoint } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Reading, formStyles } from '../forms/index.js';
import { inLanguage, localized, msg, str } from '../i18n/index.js';
import { dayOf } from '../i18n/wall-time.js';
import { mayHere } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import { datesWords, dayWords } from './hours-words.js';
import { listPoints, listPolicies } from './points.data.js';
import './policy-dialog.js';
import { policyGroups, policyWords, valueWords } from './policy-words.js';

/** Every rule with its versions: what holds now, for whom, from when, and what held before (R-22). */
@customElement('policy-list')
@localized()
export class PolicyList extends LitElement {
  static override styles = [
    sharedStyles,
    formStyles,
    css`
      :host,
      section {
        display: grid;
        gap: var(--s-m);
      }
      section {
        gap: var(--s-xs);
      }
      li.rule {
        display: grid;
        gap: var(--s-xxs);
        padding-block: var(--s-s);
        border-block-start: 1px solid var(--line-quiet);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--s-xxs) var(--s-m);
      }
      .head div {
        flex: 1 1 18em;
      }
    `,
  ];

  @state() private chosen: PolicyName | undefined;
  private readonly all = new Reading(this, () => Promise.all([listPolicies(), listPoints()]));

  protected override render() {
    const { value, failure } = this.all;
    if (!value) return this.all.waiting(msg('Haetaan sääntöjä'));
    const [policies, points] = value;
    return html`
      ${failure ? this.all.failed() : nothing}
      <p class="quiet">
        ${msg('Säännöt ohjaavat järjestelmää. Uusi arvo tulee voimaan valittuna päivänä; vanhat jäävät näkyviin.')}
      </p>
      ${policyGroups.map(
        ({ words, names }) =>
          html`<section class="card">
            <h2>${words()}</h2>
            <ul>
              ${names.map((name) =>
                this.rule(
                  name,
                  policies.filter((policy) => policy.name === name),
                  points,
                ),
              )}
            </ul>
          </section>`,
      )}
      <policy-dialog
        .name=${this.chosen}
        .policies=${policies}
        .points=${points}
        @dismissed=${() => (this.chosen = undefined)}
        @policy-set=${this.onSet}
      ></policy-dialog>
    `;
  }

  private rule(name: PolicyName, versions: readonly Policy[], points: readonly ShownPoint[]) {
    const today = dayOf(new Date(), 'Europe/Helsinki');
    const current = versions.filter((policy) => isInForce(policy, today));
    const others = versions
      .filter((policy) => !isInForce(policy, today))
      .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
    return html`<li class="rule">
      <div class="head">
        <div>
          <h3>${policyWords[name].name()}</h3>
          ${current.map((policy) => html`<p>${line(policy, points)}</p>`)}
        </div>
        ${
          mayHere(pointOperations.setPolicy)
            ? html`<wa-button appearance="outlined" variant="brand" @click=${() => (this.chosen = name)}
                >${msg('Muuta')}<span class="hidden-text">: ${policyWords[name].name()}</span></wa-button
              >`
            : nothing
        }
      </div>
      ${
        others.length > 0
          ? html`<wa-details summary=${msg(str`Muut versiot (${others.length})`)}
              ><ul>
                ${others.map(
                  (policy) =>
                    html`<li class="small">
                      ${policy.validFrom > today ? html`<b>${msg('Tulossa:')}</b> ` : nothing}${line(policy, points)}
                    </li>`,
                )}
              </ul></wa-details
            >`
          : nothing
      }
    </li>`;
  }

  private readonly onSet = (): void => {
    this.chosen = undefined;
    void this.all.read();
  };
}

export const isInForce = ({ validFrom, validTo }: Policy, day: string): boolean =>
  validFrom <= day && (validTo === null || day <= validTo);

/** `120 sekuntia · kaikki pisteet · 1.1.2026 alkaen`. */
function line({ name, value, pointId, validFrom, validTo }: Policy, points: readonly ShownPoint[]) {
  const place = points.find(({ id }) => id === pointId)?.name;
  const where = pointId === null ? msg('kaikki pisteet') : place ? inLanguage(place) : pointId;
  return html`<b>${valueWords(name, value)}</b>
    <span class="quiet"
      >· ${where} ·
      ${validFrom <= firstDay ? (validTo ? msg(str`${dayWords(validTo)} asti`) : msg('alusta asti')) : datesWords(validFrom, validTo)}</span
    >`;
}

/** Rules that came with the hub hold from a day long before it. */
const firstDay = '2000-01-01';

declare global {
  interface HTMLElementTagNameMap {
    'policy-list': PolicyList;
  }
}
