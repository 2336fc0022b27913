import '@awesome.me/webawesome/dist/components/button/button.js';
import { html, nothing } from 'lit';
import { atClock, msg, str } from '../i18n/index.js';
import { placeName } from './call-words.js';
import type { BoardController } from './board.controller.js';

/** Everything that the advisor must be told above the calls, the most pressing first. */
export const boardNotices = (board: BoardController) => html` ${blockedAlarm(board)} ${told(board)} ${shiftNews(board)} `;

/** A call that does not sound is half a call: visible until it is put right, with one button. */
const blockedAlarm = (board: BoardController) => {
  if (!board.shift.current) return nothing;
  if (!board.sound.isAllowed) {
    return html`<notice-note tone="warn" role="alert">
      <wa-icon slot="mark" name="alert-off"></wa-icon>
      <b>${msg('Selain estää äänen. Kutsu näkyy, mutta ei soi.')}</b><br />${msg('Salli ääni yhdellä painalluksella.')}
      <wa-button slot="actions" variant="brand" @click=${() => board.allowAlarm()}>
        <wa-icon slot="start" name="speaker"></wa-icon>${msg('Salli ääni')}
      </wa-button>
    </notice-note>`;
  }
  const permission = board.notificationPermission;
  if (permission === 'granted') return nothing;
  return html`<notice-note tone="warn" role="status">
    <wa-icon slot="mark" name="alert-off"></wa-icon>
    <b>${msg('Selain ei näytä ilmoituksia. Kutsu soi, mutta ei nouse esiin muiden ikkunoiden päälle.')}</b>
    ${permission === 'denied' ? html`<br />${msg('Salli ilmoitukset selaimen osoiterivin asetuksista.')}` : nothing}
    <wa-button slot="actions" variant="brand" appearance="outlined" @click=${() => board.allowAlarm()}
      >${permission === 'denied' ? msg('Tarkista uudelleen') : msg('Salli ilmoitukset')}</wa-button
    >
  </notice-note>`;
};

const told = ({ notice, live, dismissNotice }: BoardController) => {
  if (!notice) return nothing;
  const close = html`<wa-button slot="actions" variant="brand" appearance="plain" @click=${dismissNotice}
    >${msg('Sulje')}</wa-button
  >`;
  if (notice.kind === 'failed') {
    return html`<notice-note tone="bad" role="alert"
      ><wa-icon slot="mark" name="error"></wa-icon><b>${notice.words}</b>${close}</notice-note
    >`;
  }
  const place = placeName(notice.roomId, live.state?.points ?? []);
  const when = notice.at ? atClock(notice.at) : '';
  return html`<notice-note role="status">
    <wa-icon slot="mark" name="person"></wa-icon>
    <b>${msg(str`${notice.name} vastasi jo tähän kutsuun ${when}.`)}</b>
    ${place}.<br />${msg('Sinun ei tarvitse tehdä mitään.')}${close}
  </notice-note>`;
};

const shiftNews = (board: BoardController) => {
  if (board.shift.isEndedByHub) {
    return html`<notice-note tone="bad" role="alert">
      <wa-icon slot="mark" name="error"></wa-icon><b>${msg('Vuorosi on päättynyt. Kutsut eivät enää soi sinulle.')}</b
      ><br />${msg('Aloita vuoro uudelleen.')}
    </notice-note>`;
  }
  if (!board.shift.isContinued) return nothing;
  return html`<notice-note role="status">
    <wa-icon slot="mark" name="info"></wa-icon
    ><b>${msg('Vuorosi jatkuu.')}</b> ${msg('Sivu ladattiin uudelleen, ja kutsut tulevat taas tähän.')}
    <wa-button slot="actions" variant="brand" appearance="plain" @click=${() => board.shift.noteContinuation()}
      >${msg('Selvä')}</wa-button
    >
  </notice-note>`;
};
