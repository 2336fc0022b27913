import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roomIds } from './settings.mjs';
import { table } from './terminal.mjs';

/**
 * Writes `demo.json`, the demo's own facts for tools and for the start page. It is there only while everything runs. Its
 * people need no password: `POST /api/v1/demo/sign-ins {"accountId": …}` lets a browser in.
 * @param {import('./house.mjs').House} house
 */
export async function writeDemo(house) {
  const { dataDir, simulatePort } = house.settings;
  const people = /** @type {{ id: string, name: string, grants: { role: string }[] }[]} */ (
    await (await fetch(`${house.hubUrl}/api/v1/demo/people`)).json()
  );
  const demo = {
    hub: house.hubUrl,
    mqtt: house.mqttUrl,
    janus: house.janusUrl,
    rooms: roomIds.map((id, index) => ({ id, simulate: `http://127.0.0.1:${simulatePort + index}` })),
    accounts: people.map(({ id, name, grants }) => ({ id, user: name, password: null, roles: grants.map(({ role }) => role) })),
  };
  const file = fileIn(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** @param {string} dataDir */
export const removeDemo = (dataDir) => rmSync(fileIn(dataDir), { force: true });

const fileIn = (/** @type {string} */ dataDir) => join(dataDir, 'demo.json');

/**
 * What the person is told once everything runs.
 * @param {import('./house.mjs').House} house
 * @param {string | null} videoReason
 */
export function welcome(house, videoReason) {
  const { hubUrl, settings } = house;
  const rows = /** @type {[string, string][]} */ ([
    ['Start here', hubUrl],
    ['Advisor', `${hubUrl}/advisor`],
    ['Expert', `${hubUrl}/expert`],
    ['Maintainer', `${hubUrl}/maintainer`],
    ['Accounts and rights', `${hubUrl}/admin`],
    ['Sign in', 'with one click: the pages offer the demo’s people'],
    ...roomIds.map((id) => [`Customer terminal ${id}`, `${hubUrl}/kiosk?room=${id}`]),
    ...roomIds.map((id, index) => [`Simulated room ${id}`, `http://127.0.0.1:${settings.simulatePort + index}`]),
    ['Video', videoReason ? `left out: ${videoReason}` : 'on'],
    ['Data and logs', settings.dataDir],
  ]);
  return `\nEtäpiste runs.\n\n${table(rows)}\n\nCtrl-C stops everything.\n`;
}
