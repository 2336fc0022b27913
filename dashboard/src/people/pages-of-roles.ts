import type { Grant, Role } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';

/** The pages of people at work. */
export type StaffPage = 'advisor' | 'expert' | 'maintainer' | 'admin' | 'confirmation';

/** Those that somebody begins with. */
export const staffPages: readonly StaffPage[] = ['advisor', 'expert', 'maintainer', 'admin'];

/** Whose page it is. What may be done there is decided by the hub alone. */
const rolesOfPage: Record<StaffPage, readonly Role[]> = {
  advisor: ['advisor', 'lead'],
  expert: ['expert'],
  maintainer: ['maintainer', 'owner'],
  admin: ['owner', 'authority-admin', 'lead'],
  confirmation: ['advisor', 'lead', 'booking-agent', 'expert', 'authority-admin'],
};

export const isFitFor = (page: StaffPage, grants: readonly Grant[]): boolean =>
  grants.some(({ role }) => rolesOfPage[page].includes(role));

export const pageName = (page: StaffPage): string =>
  ({
    advisor: msg('Neuvoja'),
    expert: msg('Asiantuntija'),
    maintainer: msg('Ylläpito'),
    admin: msg('Hallinta'),
    confirmation: msg('Vahvistus'),
  })[page];
