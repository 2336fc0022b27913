import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { partOfHub } from './built-hub.mjs';

const dayMs = 24 * 60 * 60 * 1_000;

/** Where a room's key and certificate lie. */
export const certificateFiles = (/** @type {string} */ dataDir, /** @type {string} */ roomId) => ({
  key: join(dataDir, 'certificates', `${roomId}.key`),
  cert: join(dataDir, 'certificates', `${roomId}.crt`),
});

/**
 * Gives each room a certificate of the hub's own authority, as enrolment would, which takes two hundred in ten minutes. The hub
 * has run here once and does not run now.
 * @param {string} dataDir
 * @param {readonly string[]} roomIds that the hub knows
 */
export async function certify(dataDir, roomIds) {
  const { HubCa } = await partOfHub('ca/hub-ca');
  const ca = await HubCa.open(join(dataDir, 'secrets', 'ca'), 'hub-1', { now: () => new Date() });
  const [now, validTo] = [Date.now(), new Date(Date.now() + dayMs)];
  mkdirSync(join(dataDir, 'certificates'), { mode: 0o700 });
  const database = new Database(join(dataDir, 'gateway', 'etapiste.sqlite'));
  try {
    const insert = database.prepare(
      `INSERT INTO "credential" ("id", "kind", "roomId", "serial", "certificate", "issuedAt", "issuedBy", "validTo")
       VALUES (?, 'controller', ?, ?, ?, ?, 'bench', ?)`,
    );
    for (const roomId of roomIds) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const der = publicKey.export({ format: 'der', type: 'spki' });
      const { serial, pem } = await ca.clientCertificate({ name: roomId, role: 'controller', publicKey: der, validTo });
      const files = certificateFiles(dataDir, roomId);
      writeFileSync(files.key, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
      writeFileSync(files.cert, pem);
      insert.run(randomUUID(), roomId, serial, pem, now, validTo.getTime());
    }
  } finally {
    database.close();
  }
}
