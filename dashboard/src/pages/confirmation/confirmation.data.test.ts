import type { PointAddress, ShownPoint } from '@etapiste/protocol';
import { expect, it } from 'vitest';
import { addressOn } from './confirmation.data.js';

const at = (street: string, validFrom: string | null): PointAddress => ({
  validFrom,
  street: { fi: street, sv: street, en: street },
  postalCode: '55100',
  postOffice: { fi: 'Imatra', sv: 'Imatra', en: 'Imatra' },
});
const imatra = (...addresses: PointAddress[]) => ({ timeZone: 'Europe/Helsinki', addresses }) as unknown as ShownPoint;

it('a confirmation leads to where the point is on the day of the visit, whatever the order of its addresses (R-79)', () => {
  const moved = imatra(at('Uusi katu', '2025-11-01'), at('Vanha katu', null));
  const street = (from: string) => addressOn(moved, from)?.street.fi;
  expect(street('2025-10-31T12:00:00.000Z')).toBe('Vanha katu');
  // Two hours past midnight in Finland.
  expect(street('2025-10-31T23:00:00.000Z')).toBe('Uusi katu');
  expect(addressOn(imatra(at('Tuleva katu', '2099-01-01')), '2026-11-23T07:00:00.000Z')).toBeUndefined();
});
