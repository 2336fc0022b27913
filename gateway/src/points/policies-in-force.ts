import {
  bookingPolicies,
  callPolicies,
  retentionPolicies,
  type BookingPolicies,
  type CallPolicies,
  type Policy,
  type RetentionPolicies,
} from '@etapiste/protocol';

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

/** Days of all points for some months; what is not asked for any more need not be kept. */
const mostKept = 20_000;

/** Which version of which rule holds on which day, at which point. */
export class PoliciesInForce {
  private readonly known = new Map<string, RulesOfDay>();

  /** @param rows the newest version of a rule comes last */
  constructor(readonly rows: readonly Policy[]) {}

  /** @param pointId null: what holds where no point has a rule of its own */
  on(day: string, pointId: string | null): RulesOfDay {
    const key = `${day} ${pointId ?? ''}`;
    const known = this.known.get(key);
    if (known) return known;
    if (this.known.size >= mostKept) this.known.clear();
    const rules = new RulesOfDay(this.valuesOn(day, pointId));
    this.known.set(key, rules);
    return rules;
  }

  /** A point's own rules come after those for all: the last one counts. */
  private valuesOn(day: string, pointId: string | null): Record<string, Policy['value']> {
    const inForce = this.rows.filter((row) => row.validFrom <= day && (row.validTo ?? day) >= day);
    const general = inForce.filter((row) => row.pointId === null);
    const own = inForce.filter((row) => row.pointId !== null && row.pointId === pointId);
    return Object.fromEntries([...general, ...own].map(({ name, value }) => [name, value]));
  }
}
