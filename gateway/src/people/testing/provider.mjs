// A real OpenID provider in a process of its own, for tests: whoever is named by `login_hint` comes in at once. It can take new
// keys and write tokens that have expired already, as told by `POST /testing/<deed>`.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const [hubUrl] = process.argv.slice(2);
const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

/** Claims of everybody whom the tests need; anybody else has none. */
const people = {
  kaarina: { name: 'Kaarina Asiantuntija', groups: ['kela-experts', 'something-else'] },
  moved: { name: 'Milla Muuttanut', groups: ['kela-experts'] },
  stranger: { name: 'Tuntematon', groups: ['nothing-of-ours'] },
};
let lifeSeconds = 300;

async function newProvider(number) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const client = (id, more) => ({
    client_id: id,
    client_secret: 'secret-of-the-test-client',
    redirect_uris: [`${hubUrl}/sign-in/oidc/${id}/callback`],
    post_logout_redirect_uris: [`${hubUrl}/sign-in`],
    backchannel_logout_uri: `${hubUrl}/sign-in/oidc/${id}/backchannel-logout`,
    backchannel_logout_session_required: true,
    ...more,
  });
  return new Provider(issuer, {
    clients: [client('plain'), client('strong'), client('guests')],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: `key-${number}`, use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key of tests'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name', 'groups'], acr: null, sid: null },
    acrValues: ['low', 'high'],
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    ttl: { IdToken: () => lifeSeconds, AccessToken: 60, AuthorizationCode: 60, Interaction: 60, Session: 600, Grant: 600 },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
  });
}

let number = 1;
let provider = await newProvider(number);

const deeds = {
  'rotate-keys': async () => {
    provider = await newProvider(++number);
  },
  'write-expired': () => {
    lifeSeconds = -3600;
  },
  'write-good': () => {
    lifeSeconds = 300;
  },
  'moves-to-vero': () => {
    people.moved = { ...people.moved, groups: ['vero-experts'] };
  },
};

server.on('request', (request, response) => void answer(request, response));

async function answer(request, response) {
  const [, deed] = /^\/testing\/([a-z-]+)$/.exec(request.url) ?? [];
  if (deed) {
    await deeds[deed]();
    return response.writeHead(204).end();
  }
  if (!request.url.startsWith('/interaction/')) return provider.callback()(request, response);
  const { params } = await provider.interactionDetails(request, response);
  const [accountId, acr] = String(params.login_hint).split(':');
  return provider.interactionFinished(request, response, { login: { accountId, acr } });
}

process.on('disconnect', () => process.exit(0));
process.send({ issuer });
