import { defaultCallPolicies } from '@etapiste/protocol';
import { Module } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { RoomLink } from '../broker/index.js';
import { Store } from '../database/store.js';
import { Devices, DevicesModule } from '../devices/index.js';
import { MediaServer, Seats } from '../janus/index.js';
import { Log } from '../log/log.js';
import { Places } from '../rights/index.js';
import { Register } from '../points/index.js';
import { Rooms, RoomsModule } from '../rooms/index.js';
import { Clock } from '../time/clock.js';
import { AnnouncedTestStore } from './announced-test.store.js';
import { AnnouncedTests, type RoomsOfTests } from './announced-tests.js';
import { CameraLeases } from './camera-leases.js';
import { MeetingsController } from './meetings.controller.js';
import { MeetingsMqtt } from './meetings.mqtt.js';

const roomsOfTests = (register: Register, devices: Devices, rooms: Rooms): RoomsOfTests => ({
  testMinutes: (roomId) => {
    const room = register.room(roomId);
    return room && register.policiesAt(room.pointId).announcedTestMinutes;
  },
  lineKbps: (roomId) => {
    const room = register.room(roomId);
    return room ? register.policiesAt(room.pointId).roomLineKbps : defaultCallPolicies.roomLineKbps;
  },
  isReachable: (roomId) => devices.isReachable(roomId),
  setTest: (roomId, endsAt) => rooms.setTest(roomId, endsAt),
});

@Module({
  imports: [DevicesModule, RoomsModule],
  controllers: [MeetingsController],
  providers: [
    MeetingsMqtt,
    {
      provide: AnnouncedTests,
      inject: [Store, AuditTrail, Seats, MediaServer, RoomLink, Register, Devices, Rooms, Clock, Log],
      useFactory: (
        store: Store,
        trail: AuditTrail,
        seats: Seats,
        media: MediaServer,
        link: RoomLink,
        register: Register,
        devices: Devices,
        rooms: Rooms,
        clock: Clock,
        log: Log,
      ) => {
        const leases = new CameraLeases(link, media, clock);
        const around = roomsOfTests(register, devices, rooms);
        const own = log.child({ feature: 'meetings' });
        return new AnnouncedTests(new AnnouncedTestStore(store, trail), seats, media, leases, around, clock, own);
      },
    },
  ],
  exports: [AnnouncedTests, MeetingsMqtt],
})
export class MeetingsModule {
  constructor(places: Places, tests: AnnouncedTests) {
    places.register('testId', { find: (id) => tests.find(id), unknown: 'test-ended' });
  }
}
