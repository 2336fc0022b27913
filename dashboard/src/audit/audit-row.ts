import { html, nothing, type TemplateResult } from 'lit';
import type { AuditEntryView } from '@etapiste/protocol';
import { clockToSecond, fullDay, msg, str } from '../i18n/index.js';
import { actionWords, actorWords, detailName, detailValue, kindWords } from './audit-words.js';

/** What a reader can ask from a row: only what this actor did, or only what was done to this. */
export interface RowActs {
  readonly byActor: (id: string, name: string) => void;
  readonly bySubject: (id: string) => void;
}

/** One entry as a row of the table. */
export const auditRow = (entry: AuditEntryView, acts: RowActs): TemplateResult =>
  html`<tr>
    <td class="num">
      <time datetime=${entry.at}>${fullDay(entry.at)}<br />${clockToSecond(entry.at)}</time>
    </td>
    <td>${actor(entry, acts)}</td>
    <td>
      ${actionWords(entry.what)} ${entry.why ? html`<span class="why small">${entry.why}</span>` : nothing} ${details(entry)}
    </td>
    <td>${subject(entry, acts)}</td>
    <td class="num">${entry.from ?? ''}</td>
  </tr>`;

function actor(entry: AuditEntryView, { byActor }: RowActs) {
  const name = actorWords(entry);
  const { id, kind } = entry.actor;
  const isNamed = entry.actor.name !== null && kind !== 'system';
  return html`${
    id === null
      ? name
      : html`<button type="button" aria-label=${msg(str`Näytä vain, mitä ${name} teki`)} @click=${() => byActor(id, name)}>
          ${name}
        </button>`
  }${isNamed && kind !== 'person' ? html`<span class="small quiet">${kindWords(kind)}</span>` : nothing}`;
}

function subject({ subject: of }: AuditEntryView, { bySubject }: RowActs) {
  if (!of) return nothing;
  const { id: whole, kind } = of;
  if (whole === null) return kindWords(kind);
  const id = shortId(whole);
  return html`${kindWords(kind)}<button
      type="button"
      class="id small"
      aria-label=${msg(str`Näytä vain, mitä tälle tehtiin: ${kindWords(kind)} ${id}`)}
      title=${whole}
      @click=${() => bySubject(whole)}
    >
      ${id}
    </button>`;
}

/** Of an id that no person reads, the end by which two can be told apart; the whole is the button’s title. */
const shortId = (id: string): string => (id.length === 36 ? `…${id.slice(-6)}` : id);

function details({ details: all, isErased }: AuditEntryView) {
  if (isErased) return html`<span class="small quiet">${msg('Tekijä ja tiedot on poistettu määräajan jälkeen.')}</span>`;
  const pairs = Object.entries(all ?? {}).filter(([, value]) => value !== null);
  if (pairs.length === 0) return nothing;
  return html`<details class="small">
    <summary>${msg('Tiedot')}</summary>
    <dl>
      ${pairs.map(
        ([name, value]) =>
          html`<dt>${detailName(name)}</dt>
            <dd>${detailValue(name, value)}</dd>`,
      )}
    </dl>
  </details>`;
}
