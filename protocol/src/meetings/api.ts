import { z } from 'zod';
import { defineProblems, id, instant, operations, slug } from '../wire/index.js';

export const meetingProblems = defineProblems({
  'video-unavailable': {
    status: 503,
    title: {
      fi: 'Video ei ole juuri nyt käytettävissä.',
      sv: 'Video är inte tillgänglig just nu.',
      en: 'Video is not available right now.',
    },
  },
  'test-ended': {
    status: 409,
    title: { fi: 'Kuvakoe on päättynyt.', sv: 'Bildprovet är slut.', en: 'The picture test has ended.' },
  },
});

/** What a page needs to watch one document camera. Secret to that page: it opens the picture. */
export const announcedTest = z.object({
  id,
  roomId: slug,
  mountpointId: id,
  pin: z.string(),
  /** Names this viewer's seat on the hub's way to the media server; goes into the socket's address. */
  seat: z.string(),
  /** Path of the media server's WebSocket through the hub. */
  path: z.string(),
  endsAt: instant,
});
export type AnnouncedTest = z.infer<typeof announcedTest>;

/** What the room's own terminal needs to show what the experts see. It has no id: a terminal keeps no test running, and ends none. */
export const mirroredTest = announcedTest.omit({ id: true });
export type MirroredTest = z.infer<typeof mirroredTest>;

const tally = z.int().nonnegative();

/**
 * How the picture has come to one page since its last word, by the page's own WebRTC statistics (W3C webrtc-stats, inbound-rtp).
 * Only viewers see what a room's line loses: the media server tells its sender nothing of it.
 */
export const pictureReport = z.object({
  /** What the figures cover, milliseconds. */
  overMs: z.int().positive(),
  packetsReceived: tally,
  /** Gaps in the sequence that nobody filled. */
  packetsLost: tally,
  framesDecoded: tally,
  /** Milliseconds for which the picture stood still. */
  frozenMs: tally,
});
export type PictureReport = z.infer<typeof pictureReport>;

const testPath = z.object({ testId: id });

export const meetingOperations = operations('meetings', {
  startAnnouncedTest: {
    method: 'POST',
    path: '/meetings/announced-tests',
    summary: 'Show the document camera of a room without a visit, for at most 5 minutes; the room is told (DESIGN §6)',
    body: z.object({ roomId: slug }),
    response: announcedTest,
    problems: ['room-unknown', 'device-unreachable', 'video-unavailable'],
  },
  mirrorAnnouncedTest: {
    method: 'POST',
    path: '/meetings/announced-tests/mirrors',
    summary: 'Show the room itself what the experts see while a test runs there; begins no test and keeps none running',
    body: z.object({ roomId: slug }),
    response: mirroredTest,
    problems: ['test-ended', 'video-unavailable'],
  },
  keepAnnouncedTest: {
    method: 'PUT',
    path: '/meetings/announced-tests/{testId}/alive',
    summary: 'The page still watches, and says how the picture comes; a test nobody watches ends by itself',
    parameters: testPath,
    body: z.object({ picture: pictureReport.optional() }),
    problems: ['test-ended'],
  },
  endAnnouncedTest: {
    method: 'DELETE',
    path: '/meetings/announced-tests/{testId}',
    summary: 'End the test; capture stops',
    parameters: testPath,
    problems: ['test-ended'],
  },
});
