import { deviceOperations, type Credential, type ShownEnrolment } from '@etapiste/protocol';
import { request } from '../api/index.js';

/** The device that shows this code. Each of these throws a `RequestFailure`. */
export const findEnrolment = (code: string): Promise<ShownEnrolment> =>
  request(deviceOperations.showEnrolment, { body: { code } });

export const confirmEnrolment = (enrolmentId: string, code: string, roomId: string): Promise<Credential> =>
  request(deviceOperations.confirmEnrolment, { parameters: { enrolmentId }, body: { code, roomId } });

/** By what devices are known, of every room that the reader may see; the newest first. */
export const listCredentials = (): Promise<Credential[]> => request(deviceOperations.listCredentials, {});

export const revokeCredential = (credentialId: string): Promise<Credential> =>
  request(deviceOperations.revokeCredential, { parameters: { credentialId }, body: { why: null } });
