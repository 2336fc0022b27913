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

  it('refuses any address but loopback, and says why', () => {
    for (const host of ['0.0.0.0', '192.0.2.1', '::', 'example.org']) {
      expect(problemsOf({ ETAPISTE_HTTP_HOST: host })).toEqual([expect.stringContaining('people cannot sign in yet')]);
    }
    expect(problemsOf({ ETAPISTE_HTTP_HOST: '::1' })).toEqual([]);
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
