import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { AuditEntryEntity, auditErasure, AuditModule } from './audit/index.js';
import {
  BookingChangeEntity,
  BookingEntity,
  bookingErasure,
  BookingsModule,
  ClaimEntity,
  HoldEntity,
  QueueEntryEntity,
} from './bookings/index.js';
import { BrokerModule } from './broker/broker.module.js';
import { CaModule } from './ca/index.js';
import { CallEntity, callErasure, CallEventEntity, CallsModule, PressEntity, ShiftEntity } from './calls/index.js';
import { Config } from './config/config.js';
import { DatabaseModule } from './database/database.module.js';
import { DemoModule } from './demo/index.js';
import {
  CredentialEntity,
  credentialErasure,
  DeviceEntity,
  DeviceEventEntity,
  DevicesModule,
  EnrolmentEntity,
} from './devices/index.js';
import type { ErasureRule } from './database/erasure-rule.js';
import { ErasureModule, ErasureRunEntity, mailErasure } from './erasure/index.js';
import { FaultsModule } from './faults/index.js';
import { HealthModule } from './health/health.module.js';
import { Readiness } from './http/readiness.js';
import { JanusModule, SeatEntity, SeatSessionEntity } from './janus/index.js';
import { LiveModule } from './live/live.module.js';
import { Log } from './log/log.js';
import { MailEntity, MailModule } from './mail/index.js';
import { AnnouncedTestEntity, AnnouncedTestViewerEntity, meetingErasure, MeetingsModule } from './meetings/index.js';
import { AccountEntity, GrantEntity, peopleErasure, PeopleModule, ProviderVisitEntity, SignInEntity } from './people/index.js';
import { ClosureEntity, PointEntity, PointsModule, PolicyEntity, RoomEntity } from './points/index.js';
import { RightsModule } from './rights/index.js';
import { RoomsModule, VacancyEntity } from './rooms/index.js';
import {
  AgreementEntity,
  AuthorityEntity,
  CalendarEntity,
  ServiceCardEntity,
  serviceCardErasure,
  ServiceEntity,
  ServicesModule,
} from './services/index.js';
import { Clock } from './time/clock.js';

const entities: Type[] = [
  PointEntity,
  RoomEntity,
  ClosureEntity,
  PolicyEntity,
  AuthorityEntity,
  ServiceEntity,
  ServiceCardEntity,
  AgreementEntity,
  CalendarEntity,
  ClaimEntity,
  HoldEntity,
  BookingEntity,
  BookingChangeEntity,
  QueueEntryEntity,
  AccountEntity,
  GrantEntity,
  SignInEntity,
  ProviderVisitEntity,
  ShiftEntity,
  CallEntity,
  PressEntity,
  CallEventEntity,
  MailEntity,
  DeviceEntity,
  DeviceEventEntity,
  CredentialEntity,
  EnrolmentEntity,
  VacancyEntity,
  SeatEntity,
  SeatSessionEntity,
  AnnouncedTestEntity,
  AnnouncedTestViewerEntity,
  AuditEntryEntity,
  ErasureRunEntity,
];

/** What each feature erases by policy. */
export const erasureRules: readonly ErasureRule[] = [
  auditErasure,
  ...callErasure,
  mailErasure,
  meetingErasure,
  ...peopleErasure,
  credentialErasure,
  serviceCardErasure,
  ...bookingErasure,
];

/** What the hub is given from outside: its settings, its logger and its time. */
export interface Surroundings {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
}

/** The table of contents: plumbing first, then one module a feature (DESIGN §2). */
@Global()
@Module({})
export class AppModule {
  static in({ config, log, clock }: Surroundings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DatabaseModule.with(entities),
        CaModule,
        LiveModule,
        BrokerModule,
        MailModule,
        JanusModule,
        HealthModule,
        AuditModule,
        PointsModule,
        PeopleModule,
        RightsModule,
        ServicesModule,
        BookingsModule,
        CallsModule,
        DevicesModule,
        FaultsModule,
        RoomsModule,
        MeetingsModule,
        ErasureModule.with(erasureRules),
        DemoModule,
      ],
      providers: [
        Readiness,
        { provide: Config, useValue: config },
        { provide: Log, useValue: log },
        { provide: Clock, useValue: clock },
      ],
      exports: [Readiness, Config, Log, Clock],
    };
  }
}
