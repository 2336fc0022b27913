import type { DeviceEvent } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { insertRow } from '../database/insert-row.js';
import { Store } from '../database/store.js';
import { DeviceEventEntity } from './device-event.entity.js';
import { DeviceEntity } from './device.entity.js';

/** More events of one device are not kept: a controller that flaps must not fill the disk. */
const mostEvents = 500;

/** Something that several hubs may find at once: stored under this id by the first, together with its trace. */
export interface ToldOnce {
  readonly id: string;
  readonly trace: (manager: EntityManager) => Promise<void>;
}

/** What the store knows about devices. */
@Injectable()
export class DeviceBook {
  constructor(private readonly store: Store) {}

  devices(): Promise<DeviceEntity[]> {
    return this.store.read((manager) => manager.find(DeviceEntity));
  }

  /** The newest first. */
  newestEvents(deviceId: string, count: number): Promise<DeviceEventEntity[]> {
    return this.store.read((manager) =>
      manager.find(DeviceEventEntity, { where: { deviceId }, order: { at: 'DESC', id: 'DESC' }, take: count }),
    );
  }

  /** The oldest first. */
  eventsOf(kinds: readonly DeviceEvent['what'][]): Promise<DeviceEventEntity[]> {
    return this.store.read((manager) =>
      manager.find(DeviceEventEntity, { where: { what: In(kinds) }, order: { at: 'ASC', id: 'ASC' } }),
    );
  }

  addEvent(event: DeviceEventEntity): Promise<void> {
    return this.store.write(({ manager }) => this.append(manager, event));
  }

  /** Stores an event that several hubs may have found under the same id, with its trace; the first one does. */
  addEventOnce(event: DeviceEventEntity, trace: ToldOnce['trace']): Promise<void> {
    return this.store.write(async ({ manager }) => {
      if (await insertRow(manager, DeviceEventEntity, event, '("id") DO NOTHING')) await trace(manager);
    });
  }

  /**
   * Stores a transition with its event. Every hub on the same broker hears the same word: the first one stores it, for the
   * others the row already says so and nothing is added. Answers whether this hub was the first.
   */
  transition(device: DeviceEntity, event: DeviceEventEntity): Promise<boolean> {
    const { id, state, bootId } = device;
    return this.store.write(async ({ manager }) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(DeviceEntity)
        .set(device)
        .where('"id" = :id AND ("state" <> :state OR "bootId" <> :bootId)', { id, state, bootId })
        .execute();
      if (affected === 0) {
        if (await manager.existsBy(DeviceEntity, { id })) return false;
        await insertRow(manager, DeviceEntity, device, '("id") DO NOTHING');
      }
      await this.append(manager, event);
      return true;
    });
  }

  private async append(manager: EntityManager, event: DeviceEventEntity): Promise<void> {
    const { deviceId } = event;
    await manager.insert(DeviceEventEntity, event);
    const order = { at: 'DESC', id: 'DESC' } as const;
    const [tooOld] = await manager.find(DeviceEventEntity, { where: { deviceId }, order, skip: mostEvents, take: 1 });
    if (!tooOld) return;
    // By hand: in a delete TypeORM hands an instant to the database without our transformer.
    const oldest = { deviceId, at: tooOld.at.getTime() };
    await manager
      .createQueryBuilder()
      .delete()
      .from(DeviceEventEntity)
      .where('"deviceId" = :deviceId AND "at" <= :at', oldest)
      .execute();
  }
}
