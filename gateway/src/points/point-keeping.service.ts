import type { BodyOf, pointOperations, RegisteredPoint, RegisteredRoom } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import { Store } from '../database/store.js';
import { updateVersion } from '../database/update-version.js';
import { Refused } from '../http/refused.js';
import { refuseReversed } from '../time/validity.js';
import { checkTimeZone } from './time-zone.js';
import { PointEntity } from './point.entity.js';
import { Register, registerChanged } from './register.js';
import { RoomEntity } from './room.entity.js';

type Operations = typeof pointOperations;

/** What lead and owner write into the register: points and their rooms. */
@Injectable()
export class PointKeeping {
  constructor(
    private readonly store: Store,
    private readonly register: Register,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Refused `point-exists`, `time-zone-unknown`, `dates-reversed` */
  async createPoint(values: BodyOf<Operations['createPoint']>, deed: Deed): Promise<RegisteredPoint> {
    checkPoint(values);
    const row = { ...values, version: 1 };
    await this.store.write(async ({ manager, announce }) => {
      if (!(await insertRow(manager, PointEntity, row, '("id") DO NOTHING'))) throw new Refused('point-exists');
      const subject = { kind: 'point', id: row.id };
      await this.trail.record(manager, { ...traceOf(deed), what: 'point.created', subject, details: {} });
      announce('points', row.id);
    });
    await this.register.catchUp();
    return row;
  }

  /** @throws Refused `version-differs`, `time-zone-unknown`, `dates-reversed` */
  async changePoint(
    { id, version }: { readonly id: string; readonly version: number },
    values: BodyOf<Operations['changePoint']>,
    deed: Deed,
  ): Promise<RegisteredPoint> {
    checkPoint(values);
    const next = await this.store.write(async ({ manager, announce }) => {
      const written = await updateVersion(manager, PointEntity, { id, version }, values);
      const subject = { kind: 'point', id };
      await this.trail.record(manager, { ...traceOf(deed), what: 'point.changed', subject, details: { version: written } });
      announce('points', id);
      return written;
    });
    await this.register.catchUp();
    return { id, ...values, version: next };
  }

  /** @throws Refused `room-exists`, `dates-reversed` */
  async createRoom(pointId: string, values: BodyOf<Operations['createRoom']>, deed: Deed): Promise<RegisteredRoom> {
    refuseReversed(values);
    const row = { ...values, pointId, version: 1 };
    await this.store.write(async ({ manager, announce }) => {
      if (!(await insertRow(manager, RoomEntity, row, '("id") DO NOTHING'))) throw new Refused('room-exists');
      const subject = { kind: 'room', id: row.id };
      await this.trail.record(manager, { ...traceOf(deed), what: 'room.created', subject, details: { pointId } });
      // What everybody knows of the point has other rooms now.
      await manager.increment(PointEntity, { id: pointId }, 'version', 1);
      announce('points', pointId);
      announce('rooms', row.id);
      announce('devices', row.id);
      announce(registerChanged, row.id);
    });
    await this.register.catchUp();
    return row;
  }

  /** @throws Refused `version-differs`, `dates-reversed` */
  async changeRoom(
    { id, version }: { readonly id: string; readonly version: number },
    values: BodyOf<Operations['changeRoom']>,
    deed: Deed,
  ): Promise<RegisteredRoom> {
    refuseReversed(values);
    const { pointId } = this.register.room(id) as RegisteredRoom;
    const next = await this.store.write(async ({ manager, announce }) => {
      const written = await updateVersion(manager, RoomEntity, { id, version }, values);
      const subject = { kind: 'room', id };
      await this.trail.record(manager, { ...traceOf(deed), what: 'room.changed', subject, details: { version: written } });
      await manager.increment(PointEntity, { id: pointId }, 'version', 1);
      announce('points', pointId);
      announce('rooms', id);
      return written;
    });
    await this.register.catchUp();
    return { id, pointId, ...values, version: next };
  }
}

function checkPoint({ timeZone, openingHours, exceptionalHours }: Omit<BodyOf<Operations['changePoint']>, 'id'>): void {
  checkTimeZone(timeZone);
  refuseReversed(...openingHours, ...exceptionalHours.map(({ from, to }) => ({ validFrom: from, validTo: to })));
}
