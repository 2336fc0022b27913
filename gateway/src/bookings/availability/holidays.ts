import type { BookingPolicies, Localized } from '@etapiste/protocol';
import Holidays from 'date-holidays';

type Eve = BookingPolicies['closedEves'][number];
/** What a day is, where it is more than a weekday. */
interface SpecialDay {
  readonly name: Localized;
  readonly isPublicHoliday: boolean;
  readonly eve: Eve | undefined;
}

/** The eves that a policy may close, by the rules of `date-holidays`. */
const eves: Readonly<Record<string, Eve>> = {
  'friday after 06-19': 'midsummer-eve',
  '12-24': 'christmas-eve',
  '12-31': 'new-years-eve',
};
/** A person asks about this year and the next; a timetable may be turned to any. */
const keptYears = 20;
/** What the library reckons with; a page may ask about any year that can be written. */
const reckonedYears = { first: 1900, last: 2200 };
const known = new Map<number, ReadonlyMap<string, SpecialDay>>();
const noDays: ReadonlyMap<string, SpecialDay> = new Map();
const finland = new Holidays('FI', { types: ['public', 'bank'] });

/** The name of the public holiday of Finland that a day is. */
export function publicHolidayOn(day: { readonly name: string; readonly year: number }): Localized | undefined {
  const special = specialDays(day.year).get(day.name);
  return special?.isPublicHoliday ? special.name : undefined;
}

/** The name of the eve that a day is, where it is one of those asked about. */
export function eveOn(day: { readonly name: string; readonly year: number }, closed: readonly Eve[]): Localized | undefined {
  const special = specialDays(day.year).get(day.name);
  return special?.eve && closed.includes(special.eve) ? special.name : undefined;
}

function specialDays(year: number): ReadonlyMap<string, SpecialDay> {
  if (year < reckonedYears.first || year > reckonedYears.last) return noDays;
  const found = known.get(year);
  if (found) return found;
  if (known.size >= keptYears) known.clear();
  const days = new Map(namesOf(year));
  known.set(year, days);
  return days;
}

function namesOf(year: number): [string, SpecialDay][] {
  const [fi, sv, en] = ['fi', 'sv', 'en'].map((language) => finland.getHolidays(year, language));
  return (fi ?? []).map(({ date, name, rule, type }, index) => [
    date.slice(0, 'YYYY-MM-DD'.length),
    {
      name: { fi: name, sv: sv?.[index]?.name ?? name, en: en?.[index]?.name ?? name },
      isPublicHoliday: type === 'public',
      eve: eves[rule],
    },
  ]);
}
