import { readFileSync } from 'node:fs';
import path from 'node:path';
import { minutes } from '@etapiste/protocol';
import { z } from 'zod';
import { webConfig, webProblems, webSettings, type Tls } from './web.js';

export { isLoopback } from './loopback.js';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['0', '1']).transform((text) => text === '1');
const environment = z.object({
  ...webSettings,
  ETAPISTE_MQTT_PORT: port.default(1883).describe('Port of the embedded broker, on loopback'),
  ETAPISTE_MQTT_HOST: z
    .string()
    .optional()
    .describe('Address on which the embedded broker takes rooms with certificates, when not ETAPISTE_HTTP_HOST'),
  ETAPISTE_MQTTS_PORT: port.default(8883).describe('Port of the embedded broker with TLS'),
  ETAPISTE_ROOMS_MQTT_URL: z
    .url({ protocol: /^mqtts$/ })
    .optional()
    .describe('Address of the broker as rooms reach it, when not mqtts://<host of ETAPISTE_PUBLIC_URL>:<ETAPISTE_MQTTS_PORT>'),
  ETAPISTE_DEVICE_CERTIFICATE_DAYS: z.coerce
    .number()
    .positive()
    .max(825)
    .default(90)
    .describe("A controller's certificate counts so long; it renews it by itself when two thirds have passed"),
  ETAPISTE_MQTT_URL: z.url().optional().describe('An external MQTT broker to use instead of the embedded one'),
  ETAPISTE_HUB_NAME: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/)
    .default('hub-1')
    .describe('Name of this hub among several'),
  ETAPISTE_DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must be sqlite:<path> or postgres://…')
    .optional()
    .describe('sqlite:<path> (default: in the data folder) or postgres://…'),
  ETAPISTE_DATA_DIR: z.string().default('.data').describe('Folder of store, secrets and generated configuration'),
  ETAPISTE_DASHBOARD_DIR: z.string().optional().describe('Folder of the built pages'),
  ETAPISTE_JANUS_URL: z.url().optional().describe('WebSocket of the Janus media server; without it there is no video'),
  ETAPISTE_JANUS_HOST: z.string().default('127.0.0.1').describe('Address to which controllers send the document camera'),
  ETAPISTE_SMTP_URL: z.url().optional().describe('Mail server for escalation; without it mails cannot be sent'),
  ETAPISTE_MAIL_FROM: z.string().default('etapiste@localhost').describe('Sender of mails'),
  ETAPISTE_SIGN_IN_IDLE_MINUTES: z.coerce
    .number()
    .min(1)
    .max(24 * 60)
    .default(60)
    .describe('A sign-in that nobody uses for so long ends'),
  ETAPISTE_SIGN_IN_HOURS: z.coerce.number().min(1).max(168).default(12).describe('A sign-in ends after so long, used or not'),
  ETAPISTE_OIDC_FILE: z.string().optional().describe('Providers by which people sign in, YAML or JSON (docs/sign-in.md)'),
  ETAPISTE_DEMO: flag.default(false).describe('1 = demo: invented data, mails kept in a local outbox'),
  ETAPISTE_EXTRA_ROOMS: z.coerce
    .number()
    .int()
    .min(0)
    .max(5000)
    .default(0)
    .describe('Demo: further rooms fleet-1…n for load tests'),
  ETAPISTE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Settings of the hub, read once at the start; nobody else touches the environment. */
export abstract class Config {
  readonly httpPort!: number;
  readonly httpHost!: string;
  readonly publicUrl!: string;
  /** `undefined` where the hub speaks plain HTTP. */
  readonly tls!: Tls | undefined;
  /** Addresses and networks whose forwarding headers are believed. */
  readonly trustedProxies!: readonly string[];
  readonly metricsTokenFile!: string | undefined;
  readonly requestsPerMinute!: number;
  readonly streamsPerAddress!: number;
  readonly streamsPerSignIn!: number;
  readonly mqttPort!: number;
  /** Where rooms with certificates enter the embedded broker; `undefined` for a hub that browsers reach without TLS. */
  readonly secureMqtt!: { readonly host: string; readonly port: number } | undefined;
  /** The broker as rooms reach it. */
  readonly roomsMqttUrl!: string;
  readonly deviceCertificateDays!: number;
  readonly mqttUrl!: string | undefined;
  readonly hubName!: string;
  readonly database!: { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };
  readonly dataDir!: string;
  readonly dashboardDir!: string;
  readonly janusUrl!: string | undefined;
  readonly janusHost!: string;
  readonly smtpUrl!: string | undefined;
  readonly mailFrom!: string;
  readonly signIn!: { readonly idleMs: number; readonly absoluteMs: number };
  readonly oidcFile!: string | undefined;
  readonly isDemo!: boolean;
  readonly extraRooms!: number;
  readonly logLevel!: string;
  readonly version!: string;
}

/** Thrown when the environment is wrong; `problems` has one line for each wrong key. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** The configuration in an environment. @throws ConfigError listing every problem at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const values = parsed.data;
  const problems = webProblems(values, values.ETAPISTE_DEMO);
  if (problems.length > 0) throw new ConfigError(problems);
  const dataDir = path.resolve(values.ETAPISTE_DATA_DIR);
  const databaseUrl = values.ETAPISTE_DATABASE_URL ?? `sqlite:${path.join(dataDir, 'gateway', 'etapiste.sqlite')}`;
  const web = webConfig(values);
  // Whoever is enrolled must also get in: a hub that hands out certificates takes them.
  const secureMqttHost = values.ETAPISTE_MQTT_HOST ?? (web.publicUrl.startsWith('https:') ? web.httpHost : undefined);
  return {
    ...web,
    secureMqtt: secureMqttHost ? { host: secureMqttHost, port: values.ETAPISTE_MQTTS_PORT } : undefined,
    roomsMqttUrl: values.ETAPISTE_ROOMS_MQTT_URL ?? `mqtts://${new URL(web.publicUrl).hostname}:${values.ETAPISTE_MQTTS_PORT}`,
    deviceCertificateDays: values.ETAPISTE_DEVICE_CERTIFICATE_DAYS,
    mqttPort: values.ETAPISTE_MQTT_PORT,
    mqttUrl: values.ETAPISTE_MQTT_URL,
    hubName: values.ETAPISTE_HUB_NAME,
    database: databaseUrl.startsWith('sqlite:')
      ? { kind: 'sqlite', file: path.resolve(databaseUrl.slice('sqlite:'.length)) }
      : { kind: 'postgres', url: databaseUrl },
    dataDir,
    dashboardDir: path.resolve(values.ETAPISTE_DASHBOARD_DIR ?? new URL('../../../dashboard/dist', import.meta.url).pathname),
    janusUrl: values.ETAPISTE_JANUS_URL,
    janusHost: values.ETAPISTE_JANUS_HOST,
    smtpUrl: values.ETAPISTE_SMTP_URL,
    mailFrom: values.ETAPISTE_MAIL_FROM,
    signIn: { idleMs: minutes(values.ETAPISTE_SIGN_IN_IDLE_MINUTES), absoluteMs: minutes(60 * values.ETAPISTE_SIGN_IN_HOURS) },
    oidcFile: values.ETAPISTE_OIDC_FILE,
    isDemo: values.ETAPISTE_DEMO,
    extraRooms: values.ETAPISTE_EXTRA_ROOMS,
    logLevel: values.ETAPISTE_LOG_LEVEL,
    version,
  };
}

/** One line a setting, for `--help`. */
export const configHelp = (): string =>
  Object.entries(environment.shape)
    .map(([name, schema]) => `  ${name.padEnd(36)} ${z.globalRegistry.get(schema)?.description ?? ''}`)
    .join('\n');
