import '@awesome.me/webawesome/dist/components/button/button.js';
import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '../i18n/index.js';
import type { Editing, Versioned } from './editing.controller.js';

/** The end of a form: what came of it, what somebody else did meanwhile, *Tallenna* and *Peru muutokset*. */
export function saveBar<T extends Versioned & { readonly id: string }>(
  editing: Editing<T>,
  labels: Partial<Record<keyof T, string>>,
  toWords: (key: keyof T, thing: T) => string,
): TemplateResult {
  const { failure, meanwhile, isBusy, isSaved, isChanged, wrong } = editing;
  return html`<div class="save">
    ${meanwhile ? meanwhileNote(meanwhile, labels, toWords) : failure ? badNote(failure) : nothing}
    ${wrong.size > 0 ? badNote(msg('Jotain puuttuu tai on väärin. Tarkista merkityt kohdat.')) : nothing}
    <div class="deeds">
      <wa-button type="submit" variant="brand" ?loading=${isBusy}>${msg('Tallenna')}</wa-button>
      ${
        isChanged
          ? html`<wa-button appearance="plain" variant="brand" @click=${() => editing.takeBack()}
              >${msg('Peru muutokset')}</wa-button
            >`
          : nothing
      }
    </div>
    <p role="status" class="small">${isSaved && !isChanged ? msg('Tallennettu.') : isChanged ? msg('Tallentamatta.') : ''}</p>
  </div>`;
}

export const badNote = (words: string): TemplateResult =>
  html`<notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${words}</notice-note>`;

function meanwhileNote<T>(
  { differing, newest }: { readonly differing: readonly (keyof T)[]; readonly newest: T },
  labels: Partial<Record<keyof T, string>>,
  toWords: (key: keyof T, thing: T) => string,
): TemplateResult {
  return html`<notice-note tone="warn" role="alert"
    ><wa-icon slot="mark" name="warning"></wa-icon
    ><b>${msg('Joku muu muutti tätä samaan aikaan. Kirjoittamasi on tallessa.')}</b><br />${
      differing.length === 0
        ? msg('Muutitte eri kohtia. Katso ja tallenna uudelleen.')
        : html`${msg('Muutitte samoja kohtia. Jos tallennat, sinun muutoksesi jää voimaan. Toinen kirjoitti:')}
            <ul>
              ${differing.map((key) => html`<li><b>${labels[key] ?? String(key)}:</b> ${toWords(key, newest)}</li>`)}
            </ul>`
    }</notice-note
  >`;
}
