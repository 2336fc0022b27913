import '@awesome.me/webawesome/dist/components/button/button.js';
import type { PointAddress } from '@etapiste/protocol';
import { html } from 'lit';
import { dayField, languagesField, textField, type WrongFields } from '../forms/index.js';
import { inLanguage, msg, str } from '../i18n/index.js';
import { dayWords } from './hours-words.js';

const nothingYet = { fi: '', sv: '', en: '' };
const newAddress: PointAddress = { validFrom: null, street: nothingYet, postalCode: '', postOffice: nothingYet };

/** Where a point is, was and will be: each address from a day on, until the next one (R-79). */
export const addressFields = (
  addresses: readonly PointAddress[],
  wrong: WrongFields,
  tell: (addresses: PointAddress[]) => void,
) =>
  html`<div class="rows">
    ${addresses.map((address, index) => {
      const at = `addresses.${index}`;
      const set = (changed: Partial<PointAddress>) => tell(addresses.with(index, { ...address, ...changed }));
      const name = inLanguage(address.street) || msg('uusi osoite');
      return html`<fieldset class="row">
        <legend class="hidden-text">
          ${name}${address.validFrom ? `, ${msg(str`${dayWords(address.validFrom)} alkaen`)}` : ''}
        </legend>
        ${languagesField({ label: msg('Katuosoite'), at: `${at}.street`, wrong }, address.street, (street) => set({ street }))}
        <div class="pair">
          ${textField({ label: msg('Postinumero'), at: `${at}.postalCode`, wrong }, address.postalCode, (postalCode) => set({ postalCode }))}
          ${dayField(
            { label: msg('Voimassa alkaen'), at: `${at}.validFrom`, wrong, hint: msg('Tyhjä: alusta asti.') },
            address.validFrom,
            (validFrom) => set({ validFrom }),
          )}
        </div>
        ${languagesField({ label: msg('Postitoimipaikka'), at: `${at}.postOffice`, wrong }, address.postOffice, (postOffice) =>
          set({ postOffice }),
        )}
        <div class="deeds">
          <wa-button appearance="plain" variant="danger" @click=${() => tell(addresses.toSpliced(index, 1))}
            >${msg('Poista osoite')}<span class="hidden-text">: ${name}</span></wa-button
          >
        </div>
      </fieldset>`;
    })}
    <div class="deeds">
      <wa-button appearance="outlined" variant="brand" @click=${() => tell([...addresses, newAddress])}
        ><wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>${msg('Lisää osoite')}</wa-button
      >
    </div>
  </div>`;
