import { isIP } from 'node:net';
import { z } from 'zod';
import { isLoopback } from './loopback.js';

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
};

const networks = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((list) => list.every(isNetwork), 'must be addresses or networks such as 127.0.0.1,10.1.0.0/16');

/** How browsers come to the hub: address, TLS, proxies, and how much one of them may ask. */
export const webSettings = {
  ETAPISTE_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(8080).describe('Port of pages, REST and live events'),
  ETAPISTE_HTTP_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on; outside loopback only with TLS or behind a trusted proxy'),
  ETAPISTE_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address by which browsers reach the hub, when not http://127.0.0.1:<port>'),
  ETAPISTE_TLS: z
    .enum(['own-ca'])
    .optional()
    .describe("own-ca = HTTPS by a certificate of the hub's own authority, where there is no given one"),
  ETAPISTE_TLS_CERT_FILE: z.string().optional().describe('Certificate chain (PEM) for HTTPS; read again when the file changes'),
  ETAPISTE_TLS_KEY_FILE: z.string().optional().describe('Private key (PEM) of that certificate'),
  ETAPISTE_TRUSTED_PROXIES: networks
    .optional()
    .describe('Addresses of proxies whose X-Forwarded-For and -Proto are believed, with commas'),
  ETAPISTE_METRICS_TOKEN_FILE: z
    .string()
    .optional()
    .describe('File with the token that opens /metrics to other machines; without it loopback only'),
  ETAPISTE_HTTP_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(60)
    .default(6_000)
    .describe('Requests that one address may send in a minute; a whole office may share one'),
  ETAPISTE_HTTP_STREAMS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(1)
    .default(300)
    .describe('Browsers that may follow live events from one address at once'),
  ETAPISTE_HTTP_STREAMS_PER_SIGN_IN: z.coerce
    .number()
    .int()
    .min(1)
    .default(20)
    .describe('Live streams of one sign-in, or one terminal, at once; the tabs of a browser share one'),
};

type WebValues = z.infer<z.ZodObject<typeof webSettings>>;

/** Where a given certificate and its key lie, PEM. */
export interface CertificateFilePaths {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Whose certificate HTTPS shows: a given one, or one of the hub's own authority. */
export type Tls = CertificateFilePaths | 'own-ca';

/** What is wrong with these settings together, one line a problem. */
export function webProblems(values: WebValues, isDemo: boolean): string[] {
  const { ETAPISTE_HTTP_HOST: host, ETAPISTE_TLS_CERT_FILE: certificate, ETAPISTE_TLS_KEY_FILE: key } = values;
  const problems: string[] = [];
  if ((certificate === undefined) !== (key === undefined)) {
    problems.push('ETAPISTE_TLS_CERT_FILE: certificate and key belong together: set ETAPISTE_TLS_KEY_FILE too, or neither');
  }
  if (certificate !== undefined && values.ETAPISTE_TLS !== undefined) {
    problems.push("ETAPISTE_TLS: a given certificate and the hub's own authority exclude each other: unset one of them");
  }
  const publicHost = new URL(values.ETAPISTE_PUBLIC_URL ?? 'http://localhost').hostname.replace(/^\[|\]$/g, '');
  if (isDemo && ![host, publicHost].every(isLoopback)) {
    problems.push('ETAPISTE_DEMO: the demo has people without passwords, so it runs on this machine only: use 127.0.0.1');
  }
  if (isLoopback(host)) return problems;
  const hasTls = certificate !== undefined || values.ETAPISTE_TLS !== undefined;
  if (!hasTls && values.ETAPISTE_TRUSTED_PROXIES === undefined) {
    problems.push(
      'ETAPISTE_HTTP_HOST: other machines reach the hub by TLS only: set ETAPISTE_TLS_CERT_FILE and ETAPISTE_TLS_KEY_FILE, ' +
        'or ETAPISTE_TLS=own-ca, or ETAPISTE_TRUSTED_PROXIES when a proxy does TLS; or use 127.0.0.1',
    );
  }
  if (!values.ETAPISTE_PUBLIC_URL?.startsWith('https:')) {
    problems.push('ETAPISTE_PUBLIC_URL: say by which https:// address browsers reach the hub');
  }
  return problems;
}

/** The web part of the configuration. */
export const webConfig = (values: WebValues) => {
  const { ETAPISTE_TLS_CERT_FILE: certFile, ETAPISTE_TLS_KEY_FILE: keyFile } = values;
  const isGiven = certFile !== undefined && keyFile !== undefined;
  const tls: Tls | undefined = isGiven ? { certFile, keyFile } : values.ETAPISTE_TLS;
  const host = isIP(values.ETAPISTE_HTTP_HOST) === 6 ? `[${values.ETAPISTE_HTTP_HOST}]` : values.ETAPISTE_HTTP_HOST;
  const own = `${tls ? 'https' : 'http'}://${host}:${values.ETAPISTE_HTTP_PORT}`;
  return {
    httpPort: values.ETAPISTE_HTTP_PORT,
    httpHost: values.ETAPISTE_HTTP_HOST,
    publicUrl: values.ETAPISTE_PUBLIC_URL ?? own,
    tls,
    trustedProxies: values.ETAPISTE_TRUSTED_PROXIES ?? [],
    metricsTokenFile: values.ETAPISTE_METRICS_TOKEN_FILE,
    requestsPerMinute: values.ETAPISTE_HTTP_REQUESTS_PER_MINUTE,
    streamsPerAddress: values.ETAPISTE_HTTP_STREAMS_PER_ADDRESS,
    streamsPerSignIn: values.ETAPISTE_HTTP_STREAMS_PER_SIGN_IN,
  };
};
