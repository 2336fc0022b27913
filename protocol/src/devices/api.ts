import { z } from 'zod';
import { defineProblems, id, operations, slug } from '../wire/index.js';
import { commandName, commandOutcome, device } from './device.js';
import {
  begunEnrolment,
  credential,
  devicePublicKey,
  deviceSignature,
  enrolmentState,
  enrolmentWish,
  shownEnrolment,
  typedCode,
} from './enrolment.js';

export const deviceProblems = defineProblems({
  'device-unreachable': {
    status: 409,
    title: {
      fi: 'Huoneen ohjaimeen ei ole yhteyttä.',
      sv: 'Rummets styrenhet kan inte nås.',
      en: "The room's controller cannot be reached.",
    },
  },
  'code-wrong': {
    status: 404,
    title: {
      fi: 'Koodilla ei löydy laitetta. Tarkista koodi laitteen näytöltä.',
      sv: 'Det finns ingen enhet med den koden. Kontrollera koden på enhetens skärm.',
      en: 'No device has this code. Check the code on the device’s screen.',
    },
  },
  'code-tried-too-often': {
    status: 429,
    title: {
      fi: 'Väärä koodi liian monta kertaa. Odota hetki ja yritä uudelleen.',
      sv: 'Fel kod för många gånger. Vänta en stund och försök igen.',
      en: 'The code was wrong too many times. Wait a moment and try again.',
    },
  },
  'enrolment-unknown': {
    status: 404,
    title: {
      fi: 'Laitteen koodi ei ole enää voimassa.',
      sv: 'Enhetens kod gäller inte längre.',
      en: 'The device’s code is no longer valid.',
    },
  },
  'too-many-enrolments': {
    status: 429,
    title: {
      fi: 'Liian moni laite odottaa liittämistä. Yritä hetken kuluttua uudelleen.',
      sv: 'För många enheter väntar på att anslutas. Försök igen om en stund.',
      en: 'Too many devices are waiting to be enrolled. Try again in a moment.',
    },
  },
  'credential-unknown': {
    status: 404,
    title: {
      fi: 'Laitteen tunnistetta ei löydy.',
      sv: 'Enhetens identitet finns inte.',
      en: 'The device’s credential was not found.',
    },
  },
  'credential-refused': {
    status: 403,
    title: {
      fi: 'Laitteen tunniste ei ole voimassa. Liitä laite uudelleen.',
      sv: 'Enhetens identitet gäller inte. Anslut enheten på nytt.',
      en: 'The device’s credential is not valid. Enrol the device again.',
    },
  },
});

export const deviceOperations = operations('devices', {
  listDevices: {
    method: 'GET',
    path: '/devices',
    summary: 'Every controller with presence, versions, last health and last events',
    response: z.array(device),
  },
  sendCommand: {
    method: 'POST',
    path: '/devices/{roomId}/commands',
    summary: 'Ask a controller to do something; answers with the outcome, or `timed-out`',
    parameters: z.object({ roomId: slug }),
    body: z.object({ id, command: commandName }),
    response: z.object({ id, outcome: commandOutcome, detail: z.string().nullable() }),
    problems: ['room-unknown', 'device-unreachable'],
  },
  beginEnrolment: {
    method: 'POST',
    path: '/enrolments',
    summary: 'A device that belongs to no room yet asks for a code, which a maintainer types',
    body: enrolmentWish,
    response: begunEnrolment,
    problems: ['too-many-enrolments'],
  },
  pollEnrolment: {
    method: 'POST',
    path: '/enrolments/{enrolmentId}/poll',
    summary: 'The device asks whether it belongs to a room now, and gets what it connects with; may be asked again',
    parameters: z.object({ enrolmentId: id }),
    body: z.object({ pollToken: z.string().max(100) }),
    response: enrolmentState,
    problems: ['enrolment-unknown'],
  },
  showEnrolment: {
    method: 'POST',
    path: '/enrolments/find',
    summary: 'The device that shows this code',
    body: z.object({ code: typedCode }),
    response: shownEnrolment,
    problems: ['code-wrong', 'code-tried-too-often'],
  },
  confirmEnrolment: {
    method: 'POST',
    path: '/enrolments/{enrolmentId}/confirm',
    summary: 'A maintainer says to which room the device belongs',
    parameters: z.object({ enrolmentId: id }),
    body: z.object({ code: typedCode, roomId: slug }),
    response: credential,
    problems: ['code-wrong', 'code-tried-too-often', 'room-unknown'],
  },
  listCredentials: {
    method: 'GET',
    path: '/credentials',
    summary: 'By what controllers and terminals are known: those that count, and those that ended in the last 30 days',
    response: z.array(credential),
  },
  revokeCredential: {
    method: 'POST',
    path: '/credentials/{credentialId}/revoke',
    summary: 'Takes a credential back: its device is cut off at once and must be enrolled again',
    parameters: z.object({ credentialId: id }),
    body: z.object({ why: z.string().max(200).nullable() }),
    response: credential,
    problems: ['credential-unknown'],
  },
  renewCertificate: {
    method: 'POST',
    path: '/certificates/renew',
    summary:
      'A controller asks for its next certificate over the one that still counts; `credential-refused` means: enrol again. ' +
      'Null while less than two thirds of the time have passed: the present one goes on.',
    body: z.object({
      /** Of the present certificate, hexadecimal. */
      serial: z.string().max(64),
      publicKey: devicePublicKey,
      /** By the new key: `keyProofText`. */
      proof: deviceSignature,
      /** By the present key: `renewalText`. */
      signature: deviceSignature,
    }),
    response: z.object({ certificate: z.string().nullable() }),
    problems: ['credential-refused'],
  },
});
