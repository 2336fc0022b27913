import { readFileSync } from 'node:fs';
import { newId, policy, registeredPoint, registeredRoom, type RegisteredPoint, type RegisteredRoom } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../config/config.js';
import { Store } from '../database/store.js';
import { PointEntity } from './point.entity.js';
import { PolicyEntity } from './policy.entity.js';
import { RoomEntity } from './room.entity.js';

const pilot = z
  .object({
    policiesValidFrom: z.iso.date(),
    points: z.array(
      registeredPoint.omit({ version: true }).extend({ rooms: z.array(registeredRoom.omit({ pointId: true, version: true })) }),
    ),
    policies: z.record(policy.shape.name, policy.shape.value),
    /** Rules of the demo that differ, so that a visitor need not wait as long as a room would. */
    demoPolicies: z.partialRecord(policy.shape.name, policy.shape.value),
  })
  .parse(JSON.parse(readFileSync(new URL('../../src/points/pilot.json', import.meta.url), 'utf8')));

type SeededPoint = Omit<RegisteredPoint, 'version'> & { readonly rooms: readonly Omit<RegisteredRoom, 'pointId' | 'version'>[] };

const fleetPoint = (rooms: number): SeededPoint => ({
  id: 'fleet',
  name: { fi: 'Kuormituskoe', sv: 'Belastningsprov', en: 'Load test' },
  municipality: { fi: 'Testilä', sv: 'Testby', en: 'Testville' },
  languages: ['fi', 'sv', 'en'],
  timeZone: 'Europe/Helsinki',
  addresses: [],
  contact: { phone: '+358 00 000 0099', email: 'fleet@point.example' },
  desk: { fi: 'Ei tiskiä', sv: 'Ingen disk', en: 'No desk' },
  openingHours: [{ dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '15:00' }],
  exceptionalHours: [],
  instructionCards: [],
  rooms: Array.from({ length: rooms }, (_, index) => ({
    id: `fleet-${index + 1}`,
    kind: 'room' as const,
    number: index + 1,
    passport: {
      soundInsulationDb: { toNeighbouringRooms: null, toCorridor: null, measuredOn: null },
      accessibility: [],
      equipment: [],
    },
    validFrom: null,
    validTo: null,
  })),
});

/** Fills an empty register with the pilot's points and rules; adds nothing that is there already. */
@Injectable()
export class Seed {
  constructor(
    private readonly store: Store,
    private readonly config: Config,
  ) {}

  async plant(): Promise<void> {
    const points: readonly SeededPoint[] =
      this.config.extraRooms > 0 ? [...pilot.points, fleetPoint(this.config.extraRooms)] : pilot.points;
    await this.store.write(async ({ manager }) => {
      for (const { rooms, ...values } of points) {
        if (!(await manager.existsBy(PointEntity, { id: values.id })))
          await manager.insert(PointEntity, { ...values, version: 1 });
        for (const room of rooms) {
          const isThere = await manager.existsBy(RoomEntity, { id: room.id });
          if (!isThere) await manager.insert(RoomEntity, { ...room, pointId: values.id, version: 1 });
        }
      }
      const policies = { ...pilot.policies, ...(this.config.isDemo ? pilot.demoPolicies : {}) };
      for (const [name, value] of Object.entries(policies)) {
        const key = name as keyof typeof pilot.policies;
        if (await manager.existsBy(PolicyEntity, { name: key })) continue;
        const row = { id: newId(), name: key, pointId: null, version: 1, validFrom: pilot.policiesValidFrom, validTo: null };
        await manager.insert(PolicyEntity, { ...row, value });
      }
    });
  }
}
