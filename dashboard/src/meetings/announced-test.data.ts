import { meetingOperations, seconds, type AnnouncedTest, type MirroredTest, type PictureReport } from '@etapiste/protocol';
import { request } from '../api/index.js';

/** Shows the room's document camera to this page; the room is told. @throws RequestFailure */
export const startTest = (roomId: string): Promise<AnnouncedTest> =>
  request(meetingOperations.startAnnouncedTest, { body: { roomId } });

/** Shows the room itself what the experts see now. @throws RequestFailure */
export const mirrorTest = (roomId: string): Promise<MirroredTest> =>
  request(meetingOperations.mirrorAnnouncedTest, { body: { roomId }, timeoutMs: seconds(4) });

/** This page still watches, and the picture came to it like this. @throws RequestFailure */
export const keepTest = (testId: string, picture: PictureReport | undefined): Promise<undefined> =>
  request(meetingOperations.keepAnnouncedTest, {
    parameters: { testId },
    body: picture ? { picture } : {},
    timeoutMs: seconds(4),
  });

/** This page stops watching; works while the page closes. @throws RequestFailure */
export const endTest = (testId: string): Promise<undefined> =>
  request(meetingOperations.endAnnouncedTest, { parameters: { testId }, keepalive: true });
