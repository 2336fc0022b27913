import type { Point } from '@etapiste/protocol';
import type { Mail } from '../mail/mailer.js';
import type { CallEntity } from './call.entity.js';

/** Tells the point's lead that nobody answers: in all three languages, about the room only. */
export function leadMail(call: Pick<CallEntity, 'id' | 'roomId' | 'openedAt'>, point: Point): Mail {
  const at = (locale: string) =>
    call.openedAt.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit', timeZone: point.timeZone });
  const body = [
    `${point.name.fi}, huone ${call.roomId}: asiakas kutsui palveluneuvojaa klo\u00A0${at('fi-FI')}, eikä kukaan ole vielä vastannut.`,
    `${point.name.sv}, rum ${call.roomId}: kunden kallade på servicerådgivaren kl.\u00A0${at('sv-FI')} och ingen har svarat ännu.`,
    `${point.name.en}, room ${call.roomId}: the customer called the advisor at ${at('en-GB')} and nobody has answered yet.`,
  ];
  return {
    id: `${call.id}/lead-by-mail`,
    recipient: point.contact.email,
    subject: `Etäpiste: kutsuun ei ole vastattu, ${point.name.fi}`,
    body: body.join('\n\n'),
  };
}
