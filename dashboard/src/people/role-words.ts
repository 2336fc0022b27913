import type { Grant, Role, Scope, ShownPoint } from '@etapiste/protocol';
import { fullDay, inLanguage, msg, str } from '../i18n/index.js';

/** A role as people say it. */
export const roleName = (role: Role): string =>
  ({
    // Elsewhere the word is the name of a page and of the one who acts: “the advisor”.
    advisor: msg('Neuvoja', { id: 'role-advisor' }),
    lead: msg('Vastaava neuvoja'),
    'booking-agent': msg('Ajanvaraaja'),
    expert: msg('Asiantuntija'),
    'authority-admin': msg('Viranomaisen pääkäyttäjä'),
    maintainer: msg('Ylläpitäjä'),
    owner: msg('Järjestelmän omistaja'),
    reporter: msg('Raporttien lukija'),
    guest: msg('Vieras'),
    terminal: msg('Huoneen näyttö'),
    controller: msg('Huoneen ohjain'),
  })[role];

/** The pilot's authorities. Names of further ones are shown by their ids. */
export const authorities = ['kela', 'dvv', 'vero', 'poliisi'] as const;

export const authorityName = (id: string): string =>
  ({
    kela: msg('Kela'),
    dvv: msg('Digi- ja väestötietovirasto'),
    vero: msg('Verohallinto'),
    poliisi: msg('Poliisi'),
  })[id] ?? id;

type Points = readonly Pick<ShownPoint, 'id' | 'name'>[];

/** Where a role counts. */
export function scopeName(scope: Scope, points: Points): string {
  switch (scope.kind) {
    case 'everything':
      return msg('kaikkialla');
    case 'points':
      return scope.pointIds.map((id) => inLanguage(points.find((point) => point.id === id)?.name ?? same(id))).join(', ');
    case 'authority':
      return authorityName(scope.authorityId);
    case 'room':
      return scope.roomId;
    case 'visit':
      return msg('yksi käynti');
  }
  scope satisfies never;
  return '';
}

const same = (text: string) => ({ fi: text, sv: text, en: text });

/** From when to when, in words; `now` decides whether it has begun or ended. */
export function validityWords({ validFrom, validTo }: Pick<Grant, 'validFrom' | 'validTo'>, now: Date): string {
  const isOver = validTo !== null && new Date(validTo) <= now;
  if (isOver) return msg(str`päättyi ${fullDay(validTo)}`);
  // The last day is the day before the moment from which it is not valid any more.
  const lastDay = validTo === null ? undefined : fullDay(new Date(Date.parse(validTo) - 1));
  if (new Date(validFrom) <= now) return lastDay ? msg(str`${lastDay} asti`) : msg('toistaiseksi');
  const firstDay = fullDay(validFrom);
  return lastDay ? msg(str`${firstDay} – ${lastDay}`) : msg(str`alkaa ${firstDay}`);
}
