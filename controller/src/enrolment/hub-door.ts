import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { apiRoot, problemDetails, seconds, type BodyOf, type Operation, type ResponseOf } from '@etapiste/protocol';

const patience = seconds(10);
const mostAnswerBytes = 64 * 1024;

/** The hub said no; `code` is protocol's. */
export class HubRefused extends Error {
  constructor(readonly code: string) {
    super(`the hub refuses: ${code}`);
  }
}

/**
 * The hub's REST door for a machine that knows nothing but the hub's address and the fingerprint of its authority. From what the server
 * shows it takes the certificate with that fingerprint, and from then on trusts nobody else: Node itself checks each connection.
 */
export class HubDoor {
  private authority: string | undefined;

  /** @param fingerprint SHA-256, hexadecimal; undefined on the hub's own machine, where nobody stands between */
  constructor(
    private readonly url: string,
    private readonly fingerprint: string | undefined,
  ) {}

  /** @throws HubRefused when the hub says no, any other error when it cannot be reached or trusted */
  async ask<O extends Operation>(operation: O, parameters: Record<string, string>, body: BodyOf<O>): Promise<ResponseOf<O>> {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
    const { status, text } = await this.post(new URL(apiRoot + path, this.url), JSON.stringify(body));
    const answer: unknown = JSON.parse(text);
    if (status >= 400) throw new HubRefused(problemDetails.parse(answer).code);
    return operation.response?.parse(answer) as ResponseOf<O>;
  }

  private async post(url: URL, body: string): Promise<{ status: number; text: string }> {
    const isSecure = url.protocol === 'https:';
    if (isSecure) this.authority ??= await this.findAuthority(url);
    const trusted = isSecure ? { ca: this.authority, allowPartialTrustChain: true } : {};
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const options = { method: 'POST', headers, agent: false, timeout: patience, ...trusted };
      const request = (isSecure ? secureRequest : plainRequest)(url, options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
          if (text.length > mostAnswerBytes) request.destroy(new Error('the answer is too long'));
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      request.on('timeout', () => request.destroy(new Error('no answer')));
      request.on('error', reject);
      request.end(body);
    });
  }

  private async findAuthority({ hostname, port }: URL): Promise<string> {
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const named = isIP(host) ? {} : { servername: host };
    // Nothing is said on this connection: it only shows which certificates there are.
    const socket = connect({ host, port: Number(port) || 443, rejectUnauthorized: false, timeout: patience, ...named });
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('secureConnect', resolve);
        socket.once('error', reject);
        socket.once('timeout', () => reject(new Error('no answer')));
      });
      return this.pick(socket);
    } finally {
      socket.destroy();
    }
  }

  private pick(socket: TLSSocket): string {
    const wanted = bare(this.fingerprint ?? '');
    const seen = new Set<string>();
    let shown: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
    // The last one names itself as its issuer.
    while (shown?.raw && !seen.has(shown.fingerprint256)) {
      if (bare(shown.fingerprint256) === wanted) return pemOf(shown.raw);
      seen.add(shown.fingerprint256);
      shown = shown.issuerCertificate;
    }
    throw new Error('the server there shows no certificate with the fingerprint of ETAPISTE_HUB_CA_FINGERPRINT');
  }
}

const bare = (fingerprint: string): string => fingerprint.replaceAll(/[^0-9a-f]/gi, '').toUpperCase();

const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
