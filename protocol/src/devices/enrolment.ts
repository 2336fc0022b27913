import { z } from 'zod';
import { id, instant, slug } from '../wire/index.js';

/** What can be enrolled: a room's controller, or the browser of its terminal. */
export const deviceKind = z.enum(['controller', 'terminal']);
export type DeviceKind = z.infer<typeof deviceKind>;

/** Letters of a code: no vowels, so no words, and none that looks like another (RFC 8628 §6.1). */
export const codeLetters = 'BCDFGHJKLMNPQRSTVWXZ';
export const codeLength = 8;

/** A code as a person may type it: small letters, spaces and hyphens do not matter. */
export const typedCode = z.string().min(codeLength).max(24);

/** The bare code that somebody typed; `undefined` when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return letters.length === codeLength && [...letters].every((letter) => codeLetters.includes(letter)) ? letters : undefined;
}

/** A code as it is shown: two halves are easier to read out and to type. */
export const shownCode = (code: string): string => `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`;

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);

/** A public key as DER SubjectPublicKeyInfo in base64: EC P-256. */
export const devicePublicKey = base64.min(80).max(200);

/** An ECDSA signature with SHA-256, DER in base64. */
export const deviceSignature = base64.min(8).max(200);

/** What a device signs to prove that a new key is its own. */
export const keyProofText = (publicKey: string): string => `etapiste key ${publicKey}`;

/** What a device signs with its present key to have the next one vouched for. */
export const renewalText = (serial: string, publicKey: string): string => `etapiste renewal ${serial} ${publicKey}`;

/** What a device asks with. A terminal has no key: it gets a cookie that no script can read. */
export const enrolmentWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('controller'), publicKey: devicePublicKey, proof: deviceSignature }),
  z.object({ kind: z.literal('terminal') }),
]);

/** What a device is told: the code for a person, and the token by which it asks how it went. */
export const begunEnrolment = z.object({
  id,
  code: z.string().length(codeLength),
  /** Secret of this device. */
  pollToken: z.string(),
  expiresInSeconds: z.number().nonnegative(),
  /** How long to wait between two questions. */
  pollSeconds: z.number().positive(),
});
export type BegunEnrolment = z.infer<typeof begunEnrolment>;

/** How it went so far. */
export const enrolmentState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), expiresInSeconds: z.number().nonnegative() }),
  z.object({
    state: z.literal('enrolled'),
    roomId: slug,
    /** What a controller connects with; null for a terminal, whose browser got its cookie with this answer. */
    connection: z
      .object({
        /** PEM: its own certificate. */
        certificate: z.string(),
        /** PEM: whom it trusts. */
        authority: z.string(),
        /** `mqtts://…`, or `mqtt://` on the hub's own machine. */
        mqttUrl: z.url(),
      })
      .nullable(),
  }),
]);
export type EnrolmentState = z.infer<typeof enrolmentState>;

/** What a maintainer sees of the device whose code was typed. */
export const shownEnrolment = z.object({
  id,
  kind: deviceKind,
  /** From where it asked. */
  address: z.string(),
  ageSeconds: z.number().nonnegative(),
});
export type ShownEnrolment = z.infer<typeof shownEnrolment>;

/** Why a credential no longer counts. */
export const credentialEnding = z.enum(['revoked', 'replaced', 'renewed', 'expired']);
export type CredentialEnding = z.infer<typeof credentialEnding>;

/** By what a device is known. Never the secret itself. */
export const credential = z.object({
  id,
  kind: deviceKind,
  roomId: slug,
  issuedAt: instant,
  /** Name of whoever confirmed the enrolment. */
  issuedBy: z.string(),
  /** Null for a terminal: it counts until it is revoked. */
  validTo: instant.nullable(),
  /** When the device was first seen with it. */
  usedAt: instant.nullable(),
  ended: z.object({ at: instant, because: credentialEnding }).nullable(),
});
export type Credential = z.infer<typeof credential>;
