import { describe, expect, it } from 'vitest';
import { ConfigError, configHelp, readConfig } from './config.js';

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
};

describe('the hub’s configuration', () => {
  it('has a default for everything a demo needs', () => {
    expect(readConfig({})).toMatchObject({ httpPort: 8080, mqttPort: 1883, isDemo: false, database: { kind: 'sqlite' } });
  });

  describe('of an address that other machines reach', () => {
    const outside = { ETAPISTE_HTTP_HOST: '0.0.0.0', ETAPISTE_PUBLIC_URL: 'https://etapiste.example' };
    const files = { ETAPISTE_TLS_CERT_FILE: 'hub.crt', ETAPISTE_TLS_KEY_FILE: 'hub.key' };

    it.each(['0.0.0.0', '192.0.2.1', '::', 'example.org'])('refuses %s without TLS, and says what to do', (host) => {
      const problems = problemsOf({ ...outside, ETAPISTE_HTTP_HOST: host });
      expect(problems).toEqual([expect.stringMatching(/^ETAPISTE_HTTP_HOST: .*ETAPISTE_TLS_CERT_FILE.*127\.0\.0\.1$/)]);
    });

    it.each([files, { ETAPISTE_TLS: 'own-ca' }, { ETAPISTE_TRUSTED_PROXIES: '10.0.0.7' }])('takes it with %j', (tls) => {
      expect(problemsOf({ ...outside, ...tls })).toEqual([]);
    });

    it('is never that of the demo, and is always told with https', () => {
      expect(problemsOf({ ...outside, ...files, ETAPISTE_DEMO: '1' })).toEqual([expect.stringContaining('the demo')]);
      const plain = { ...outside, ...files, ETAPISTE_PUBLIC_URL: 'http://etapiste.example' };
      expect(problemsOf(plain)).toEqual([expect.stringContaining('https://')]);
    });
  });

  it('takes loopback as it is, and knows its address', () => {
    expect(readConfig({ ETAPISTE_HTTP_HOST: '::1' }).publicUrl).toBe('http://[::1]:8080');
    expect(readConfig({ ETAPISTE_TLS: 'own-ca' }).publicUrl).toBe('https://127.0.0.1:8080');
  });

  it('lets rooms in by certificate wherever it can hand certificates out', () => {
    const secure = (env: NodeJS.ProcessEnv) => readConfig(env).secureMqtt;
    expect(secure({})).toBeUndefined();
    expect(secure({ ETAPISTE_TLS: 'own-ca' })).toEqual({ host: '127.0.0.1', port: 8883 });
    const proxied = { ETAPISTE_PUBLIC_URL: 'https://etapiste.example', ETAPISTE_TRUSTED_PROXIES: '127.0.0.1' };
    expect(secure({ ...proxied, ETAPISTE_MQTT_HOST: '0.0.0.0' })).toEqual({ host: '0.0.0.0', port: 8883 });
  });

  it('wants a certificate with its key, and one kind of certificate only', () => {
    expect(problemsOf({ ETAPISTE_TLS_KEY_FILE: 'hub.key' })).toEqual([expect.stringContaining('belong together')]);
    const both = { ETAPISTE_TLS: 'own-ca', ETAPISTE_TLS_CERT_FILE: 'hub.crt', ETAPISTE_TLS_KEY_FILE: 'hub.key' };
    expect(problemsOf(both)).toEqual([expect.stringContaining('exclude each other')]);
  });

  it.each(['10.0.0.0/33', 'proxy.example', '10.0.0.1,', '::1/129', '10.0.0.1/8/8'])('does not trust %j', (proxies) => {
    expect(problemsOf({ ETAPISTE_TRUSTED_PROXIES: proxies })).toEqual([expect.stringContaining('networks')]);
  });

  it('runs the demo on this machine only, by every name: its people need no passwords', () => {
    const demo = { ETAPISTE_DEMO: '1' };
    expect(problemsOf({ ...demo, ETAPISTE_PUBLIC_URL: 'https://etapiste.example.org' })).toEqual([
      expect.stringContaining('without passwords'),
    ]);
    expect(problemsOf({ ...demo, ETAPISTE_HTTP_HOST: '0.0.0.0' }).length).toBeGreaterThan(0);
    expect(problemsOf({ ...demo, ETAPISTE_PUBLIC_URL: 'http://localhost:8080' })).toEqual([]);
  });

  it('lists every problem at once, with the key’s name', () => {
    const problems = problemsOf({ ETAPISTE_HTTP_PORT: 'x', ETAPISTE_DATABASE_URL: 'mysql://', ETAPISTE_DEMO: 'yes' });
    expect(problems.map((line) => line.split(':')[0])).toEqual(['ETAPISTE_HTTP_PORT', 'ETAPISTE_DATABASE_URL', 'ETAPISTE_DEMO']);
  });

  it('takes an empty value for none', () => {
    expect(readConfig({ ETAPISTE_MQTT_URL: '' }).mqttUrl).toBeUndefined();
  });

  it('explains every key', () => {
    const lines = configHelp().split('\n');
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines.filter((each) => !each.includes('LOG_LEVEL'))) expect(line).toMatch(/^ {2}ETAPISTE_\w+ +\S/);
  });
});
