import {
  bookingPolicies,
  callPolicies,
  retentionPolicies,
  type BookingPolicies,
  type CallPolicies,
  type Policy,
  type RetentionPolicies,
} from '@etapiste/protocol';
import { Temporal } from 'temporal-polyfill';

/** The rules of one day at one point, each group read when it is first asked for. */
class RulesOfDay {
  private knownCall: CallPolicies | undefined;
  private knownBooking: BookingPolicies | undefined;

  constructor(private readonly values: Readonly<Record<string, Policy['value']>>) {}

  get call(): CallPolicies {
    return (this.knownCall ??= callPolicies.parse(this.values));
  }

  get booking(): BookingPolicies {
    return (this.knownBooking ??= bookingPolicies.parse(this.values));
  }

  get retention(): RetentionPolicies {
    return retentionPolicies.parse(this.values);
  }
}

/** Which version of which rule holds on which day, at which point. */
export class PoliciesInForce {
  /** The days on which some rule begins, or has just ended: between two of them nothing changes. */
  private readonly turns: readonly string[];
  private readonly withOwnRules: ReadonlySet<string>;
  private readonly known = new Map<string, RulesOfDay>();

  /** @param rows the newest version of a rule comes last */
  constructor(readonly rows: readonly Policy[]) {
    const turns = rows.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo === null ? [] : [dayAfter(validTo)])]);
    this.turns = [...new Set(turns)].toSorted((a, b) => a.localeCompare(b));
    this.withOwnRules = new Set(rows.flatMap(({ pointId }) => pointId ?? []));
  }

  /** @param pointId null: what holds where no point has a rule of its own */
  on(day: string, pointId: string | null): RulesOfDay {
    const own = pointId !== null && this.withOwnRules.has(pointId) ? pointId : null;
    const key = `${this.turns.filter((turn) => turn <= day).length} ${own ?? ''}`;
    const known = this.known.get(key) ?? new RulesOfDay(this.valuesOn(day, own));
    this.known.set(key, known);
    return known;
  }

  /** A point's own rules come after those for all: the last one counts. */
  private valuesOn(day: string, pointId: string | null): Record<string, Policy['value']> {
    const inForce = this.rows.filter((row) => row.validFrom <= day && (row.validTo ?? day) >= day);
    const general = inForce.filter((row) => row.pointId === null);
    const own = inForce.filter((row) => row.pointId !== null && row.pointId === pointId);
    return Object.fromEntries([...general, ...own].map(({ name, value }) => [name, value]));
  }
}

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();
