import type { Place, ProblemCode } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';

type Found = Place & { readonly ownerId?: string | null };

/** What a feature says about a field of requests that names one of its things. */
export interface Field {
  /** Where the thing is; `null` when there is none. `ownerId` where only its owner may name it. */
  find(id: string): Promise<Found | null>;
  /** The place and the owner of such a thing never change, so they need to be looked up only once. */
  readonly isFixed?: boolean;
  /** The answer for one that does not exist: word for word also for one out of reach, so that nobody learns which. */
  readonly unknown: ProblemCode;
}

/** One thing that a request names. */
export interface Named {
  readonly field: Field;
  readonly id: string;
}

/** Far more than are asked for at once; the oldest go first. */
const mostRemembered = 1_000;

/**
 * The fields of requests that name a thing somewhere, by field name: `callId` is the same everywhere. The guard looks each of
 * them up before any feature sees the request, so no feature can forget it.
 */
@Injectable()
export class Places {
  private readonly fields = new Map<string, Field>();

  register(name: string, field: Field): void {
    this.fields.set(name, field.isFixed ? { ...field, find: remembering(field) } : field);
  }

  get names(): readonly string[] {
    return [...this.fields.keys()];
  }

  /** The fields of a request, each with the ids that it names. Other values are left to the schemas. */
  namedIn(...parts: readonly unknown[]): Named[] {
    return parts
      .flatMap((part) => Object.entries(part ?? {}))
      .flatMap(([name, value]) => {
        const field = this.fields.get(name);
        return field ? [value].flat().map((id: unknown) => ({ field, id })) : [];
      })
      .filter((named): named is Named => typeof named.id === 'string');
  }
}

function remembering(field: Field): Field['find'] {
  const known = new Map<string, Found>();
  return async (id) => {
    const found = known.get(id) ?? (await field.find(id));
    // What does not exist may come to be; the feature itself finds out what has gone.
    if (found) known.set(id, found);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size > mostRemembered) known.delete(oldest);
    return found;
  };
}
