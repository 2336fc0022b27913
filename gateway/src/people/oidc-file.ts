import { readFileSync } from 'node:fs';
import path from 'node:path';
import { localized, role, scope, scopesOfRole, slug, type ScopeKind } from '@etapiste/protocol';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { isLoopback } from '../config/config.js';
import { StartRefused } from '../config/start-refused.js';

/** Whoever has this value in this claim has this role, there. */
const claimRole = z
  .strictObject({
    /** Name of the claim; dots lead inwards: `realm_access.roles`. */
    claim: z.string().min(1),
    /** The claim itself, or one of a list. */
    value: z.string().min(1),
    role,
    scope,
  })
  .refine((rule) => (scopesOfRole[rule.role] as readonly ScopeKind[]).includes(rule.scope.kind), {
    message: 'this role cannot be given for this scope',
  })
  .refine((rule) => !['guest', 'terminal', 'controller'].includes(rule.role), { message: 'this role is not given by claims' });

/** An issuer is met over https; plain http stays on this machine, for tests. */
const issuer = z.url().refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')));
}, 'must be https');

const provider = z
  .strictObject({
    id: slug,
    issuer,
    clientId: z.string().min(1),
    /** Path of a file with the secret alone, from this file's folder. */
    clientSecretFile: z.string().min(1),
    /** What the button says. */
    label: localized,
    /** People at work and customers' third parties are never known by one another's provider. */
    for: z.enum(['staff', 'guests']),
    scopes: z.array(z.string()).default(['openid', 'profile']),
    /** Of these the sign-in must be, where the list is not empty (`acr`). */
    acr: z.array(z.string()).default([]),
    /** The claim that is shown to others. */
    nameClaim: z.string().default('name'),
    roles: z.array(claimRole).default([]),
    /** Whether signing out here also signs out there. */
    logout: z.boolean().default(true),
  })
  .refine((one) => one.for === 'staff' || one.roles.length === 0, { message: 'guests have no roles', path: ['roles'] });
const providers = z
  .array(provider)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, { message: 'two providers share an id' });

/** One provider of identities, as the operator describes it. */
export type ProviderSettings = z.infer<typeof provider> & { readonly clientSecret: string };

/**
 * Reads the file that `ETAPISTE_OIDC_FILE` names, YAML or JSON.
 * @throws StartRefused that names the file and everything that is wrong in it, never a secret
 */
export function readOidcFile(file: string | undefined): readonly ProviderSettings[] {
  if (!file) return [];
  const parsed = providers.safeParse(parsedYaml(file));
  if (!parsed.success)
    throw new StartRefused(
      `${file}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  return parsed.data.map((one) => {
    const secretFile = path.resolve(path.dirname(file), one.clientSecretFile);
    const clientSecret = textOf(secretFile).trim();
    if (!clientSecret) throw new StartRefused(`${secretFile}: is empty`);
    return { ...one, clientSecret };
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StartRefused(`${file}: cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
}

function parsedYaml(file: string): unknown {
  try {
    return parse(textOf(file));
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    throw new StartRefused(`${file}: line ${cause.linePos?.[0].line ?? '?'} is not YAML`, { cause });
  }
}
