import '@awesome.me/webawesome/dist/components/button/button.js';
import { newId, type InstructionCard } from '@etapiste/protocol';
import { html } from 'lit';
import { languagesField, type WrongFields } from '../forms/index.js';
import { inLanguage, msg } from '../i18n/index.js';

const nothingYet = { fi: '', sv: '', en: '' };

/** What the staff of a point must have at hand (R-66). */
export const cardFields = (cards: readonly InstructionCard[], wrong: WrongFields, tell: (cards: InstructionCard[]) => void) =>
  html`<div class="rows">
    ${cards.map((card, index) => {
      const at = `instructionCards.${index}`;
      const set = (changed: Partial<InstructionCard>) => tell(cards.with(index, { ...card, ...changed }));
      const name = inLanguage(card.title) || msg('uusi ohje');
      return html`<fieldset class="row">
        <legend class="hidden-text">${name}</legend>
        ${languagesField({ label: msg('Otsikko'), at: `${at}.title`, wrong }, card.title, (title) => set({ title }))}
        ${languagesField({ label: msg('Ohje'), at: `${at}.text`, wrong, isLong: true }, card.text, (text) => set({ text }))}
        <div class="deeds">
          <wa-button appearance="plain" variant="danger" @click=${() => tell(cards.toSpliced(index, 1))}
            >${msg('Poista ohje')}<span class="hidden-text">: ${name}</span></wa-button
          >
        </div>
      </fieldset>`;
    })}
    <div class="deeds">
      <wa-button
        appearance="outlined"
        variant="brand"
        @click=${() => tell([...cards, { id: newId(), title: nothingYet, text: nothingYet }])}
        ><wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>${msg('Lisää ohje')}</wa-button
      >
    </div>
  </div>`;
