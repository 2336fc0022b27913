/** Accounts of the demo's people (gateway/src/demo/demo-people.ts), each of one role: together they may do whatever staff may. */
export const demoPeople = /** @type {const} */ ({
  lead: '00000001-0000-4000-8000-000000000003',
  expert: '00000001-0000-4000-8000-000000000004',
  maintainer: '00000001-0000-4000-8000-000000000010',
  owner: '00000001-0000-4000-8000-000000000012',
});

/**
 * Somebody who is signed in.
 * @typedef {object} SignIn
 * @property {{ name: string, value: string, url: string }[]} cookies as a browser takes them
 * @property {{ origin: string, cookie: string }} headers by which a program's request is that person's
 */

/**
 * Signs somebody of the demo in; no password is asked there.
 * @param {string} hubUrl
 * @param {string} accountId
 * @returns {Promise<SignIn>}
 * @throws {Error} when the hub lets nobody in, or does not answer
 */
export async function signIn(hubUrl, accountId) {
  const answer = await fetch(`${hubUrl}/api/v1/demo/sign-ins`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) throw new Error(`nobody could be signed in: ${answer.status} ${await answer.text()}`);
  await answer.body?.cancel();
  const cookies = answer.headers.getSetCookie().map((line) => {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    return { name, value, url: hubUrl };
  });
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { cookies, headers: { origin: new URL(hubUrl).origin, cookie } };
}
