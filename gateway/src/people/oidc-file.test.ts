import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nameIn, rolesIn } from './claims.js';
import { readOidcFile } from './oidc-file.js';

const example = new URL('../../oidc.example.yaml', import.meta.url).pathname;
const secret = 'a secret that nobody reads';

describe('the file of providers', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'etapiste-oidc-'));
    file = path.join(folder, 'oidc.yaml');
    copyFileSync(example, file);
    writeFileSync(path.join(folder, 'virtu.secret'), `${secret}\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const change = (from: string, to: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));

  it('is read as the example shows it', () => {
    expect(readOidcFile(file)).toMatchObject([{ id: 'virtu', for: 'staff', clientSecret: secret, logout: true }]);
    expect(readOidcFile(undefined)).toEqual([]);
  });

  it.each([
    ['an issuer that is met without TLS', 'https://idp.example.org', 'http://idp.example.org', '0.issuer: must be https'],
    ['an issuer inside by another name', 'https://idp.example.org', 'http://127.0.0.1.example.org', '0.issuer: must be https'],
    ['a role at a scope that it cannot have', 'role: expert', 'role: lead', 'this role cannot be given for this scope'],
    [
      'a device’s role',
      'role: owner\n      scope: { kind: everything }',
      'role: terminal\n      scope: { kind: room, roomId: porvoo-1 }',
      'not given by claims',
    ],
    ['roles for guests', 'for: staff', 'for: guests', '0.roles: guests have no roles'],
    ['a key that is none', 'logout: true', 'logOut: true', 'logOut'],
  ])('is refused with %s, and says what is wrong but no secret', (_, from, to, words) => {
    change(from, to);
    expect(() => readOidcFile(file)).toThrow(words);
    expect(() => readOidcFile(file)).not.toThrow(secret);
  });

  it('is refused when it, or a secret, cannot be read', () => {
    expect(() => readOidcFile(path.join(folder, 'nowhere.yaml'))).toThrow('nowhere.yaml: cannot be read (ENOENT)');
    change('virtu.secret', 'nowhere.secret');
    expect(() => readOidcFile(file)).toThrow('nowhere.secret: cannot be read (ENOENT)');
    writeFileSync(file, 'a: [');
    expect(() => readOidcFile(file)).toThrow('line 1 is not YAML');
  });

  it('gives roles by a claim, by one of a list, and by one that lies inside another', () => {
    const [settings] = readOidcFile(file);
    if (!settings) throw new Error('no provider');
    const roles = (claims: Record<string, unknown>) => rolesIn(claims, settings).map(({ role }) => role);
    expect(roles({ groups: ['x', 'kela-etapalvelu'] })).toEqual(['expert']);
    expect(roles({ groups: 'etapiste-omistajat' })).toEqual(['owner']);
    expect(roles({ realm_access: { roles: ['porvoo-neuvojat'] } })).toEqual(['advisor']);
    expect(roles({ groups: ['kela-etapalvelu-x'], realm_access: null, roles: ['porvoo-neuvojat'] })).toEqual([]);
  });

  it('shows somebody by a name that fits, whatever the claims hold', () => {
    const settings = { nameClaim: 'name' };
    expect(nameIn({ name: 'Kaarina\u0000 Malli\n', sub: '1' }, settings)).toBe('Kaarina Malli');
    expect(nameIn({ name: ' ', email: 'k@example.org', sub: '1' }, settings)).toBe('k@example.org');
    expect(nameIn({ sub: 'x'.repeat(200) }, settings)).toHaveLength(80);
  });
});
