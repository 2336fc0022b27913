import type { Role, Scope } from '@etapiste/protocol';
import type { ProviderSettings } from './oidc-file.js';

type Claims = Readonly<Record<string, unknown>>;

const valueAt = (claims: Claims, claim: string): unknown =>
  claim
    .split('.')
    .reduce<unknown>((inside, name) => (isRecord(inside) && Object.hasOwn(inside, name) ? inside[name] : undefined), claims);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The roles that claims give, each once. */
export function rolesIn(claims: Claims, { roles }: Pick<ProviderSettings, 'roles'>): { role: Role; scope: Scope }[] {
  const given = roles.filter(({ claim, value }) => {
    const found = valueAt(claims, claim);
    return Array.isArray(found) ? found.includes(value) : found === value;
  });
  return [...new Map(given.map(({ role, scope }) => [keyOf({ role, scope }), { role, scope }])).values()];
}

/** Two roles with the same key are the same role at the same place. */
export const keyOf = ({ role, scope }: { readonly role: Role; readonly scope: Scope }): string => JSON.stringify([role, scope]);

/** What others see somebody by: the claim that the operator chose, or what else there is. */
export function nameIn(claims: Claims, { nameClaim }: Pick<ProviderSettings, 'nameClaim'>): string {
  const texts = [valueAt(claims, nameClaim), claims['preferred_username'], claims['email'], claims['sub']];
  const name = texts.find((text) => typeof text === 'string' && text.trim() !== '');
  return String(name).replaceAll(/\p{C}/gu, '').trim().slice(0, 80);
}
