export { AnnouncedTestEntity, AnnouncedTestViewerEntity } from './announced-test.entity.js';
export { AnnouncedTests } from './announced-tests.js';
export { meetingErasure } from './meeting.erasure.js';
export { MeetingsModule } from './meetings.module.js';
export { MeetingsMqtt } from './meetings.mqtt.js';
