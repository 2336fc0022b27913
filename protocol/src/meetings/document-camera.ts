import { z } from 'zod';

/** The state of a document camera, by its controller. */
export const documentCameraState = z.enum([
  'off',
  'starting',
  'live',
  'no-movement',
  'black',
  'covered',
  'no-device',
  'wrong-device',
  'busy',
  'failed',
]);
export type DocumentCameraState = z.infer<typeof documentCameraState>;
