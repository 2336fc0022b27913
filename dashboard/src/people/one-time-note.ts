import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/copy-button/copy-button.js';
import type { OneTimePassword } from '@etapiste/protocol';
import { html } from 'lit';
import { day, msg, str } from '../i18n/index.js';

/** A password that is shown once: what to do with it. */
export const oneTimeNote = (name: string, { password, validTo }: OneTimePassword) =>
  html`<notice-note tone="good" role="status"
    ><wa-icon slot="mark" name="check-circle"></wa-icon><b>${msg(str`Kertasalasana, ${name}:`)}</b><br /><code class="one-time"
      >${password}</code
    >
    <wa-copy-button value=${password} copy-label=${msg('Kopioi')}
      ><wa-button appearance="outlined" variant="neutral">${msg('Kopioi')}</wa-button></wa-copy-button
    ><br />${msg(
      str`Anna se henkilölle itselleen. Se toimii kerran, viimeistään ${day(validTo)}, eikä sitä näytetä toista kertaa.`,
    )}</notice-note
  >`;
