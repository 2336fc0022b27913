import { deviceMessages, EnvelopeStamp, newId, type Message, type PayloadOf, type PresenceState } from '@etapiste/protocol';
import type { MqttClient } from 'mqtt';
import { AuditEntryEntity } from '../audit/index.js';
import { createLog } from '../log/log.js';
import { StoreAuditTrail } from '../audit/store.audit-trail.js';
import { BrokerWorld } from '../broker/testing/broker-world.js';
import type { Config } from '../config/config.js';
import type { Store } from '../database/store.js';
import { Commands } from '../devices/commands.service.js';
import { DeviceBook } from '../devices/device-book.js';
import { DeviceEntity, DeviceEventEntity, Devices, DevicesMqtt } from '../devices/index.js';
import { CopiedCredentials, Faults, FaultsMqtt } from '../faults/index.js';
import { PointEntity, PolicyEntity, Register, RoomEntity, Seed } from '../points/index.js';
import type { TestClock } from '../testing/test-clock.js';
import { Occupancies } from './occupancies.service.js';
import { RoomsMqtt } from './rooms.mqtt.js';
import { Rooms } from './rooms.service.js';
import { VacancyEntity } from './vacancy.entity.js';

export const roomEntities = [
  PointEntity,
  RoomEntity,
  PolicyEntity,
  DeviceEntity,
  DeviceEventEntity,
  VacancyEntity,
  AuditEntryEntity,
];

const roomIds = ['porvoo-1', 'imatra-1'];

/** A controller as far as the wire knows it: a boot, connections with wills, and what it says. */
export class TestController {
  readonly bootId = newId();
  private readonly envelopes: EnvelopeStamp;
  private connection = 0;
  private client: MqttClient | undefined;

  constructor(
    private readonly wire: BrokerWorld,
    readonly roomId: string,
  ) {
    this.envelopes = new EnvelopeStamp(this.bootId, () => wire.clock.now());
  }

  /** Connects with a will and is born. */
  async comeOnline(): Promise<void> {
    this.connection += 1;
    const topic = deviceMessages.presence.topic(this.roomId);
    const will = { topic, payload: Buffer.from(this.presence('lost')), qos: 1 as const, retain: true };
    this.client = await this.wire.connect(this.roomId, { will });
    await this.client.publishAsync(topic, this.presence('online'), { qos: 1, retain: true });
  }

  async say<M extends Message>(message: M, payload: PayloadOf<M>): Promise<void> {
    const stamped = JSON.stringify(this.envelopes.stamp(payload));
    await this.client?.publishAsync(message.topic(this.roomId), stamped, { qos: 1, retain: message.retain });
  }

  async listen<M extends Message>(message: M, handle: (payload: PayloadOf<M>) => void): Promise<void> {
    const topic = message.topic(this.roomId);
    this.client?.on('message', (heard, payload) => {
      if (heard === topic) handle(message.schema.parse(JSON.parse(payload.toString())) as PayloadOf<M>);
    });
    await this.client?.subscribeAsync(topic, { qos: 1 });
  }

  async stop(): Promise<void> {
    await this.client?.publishAsync(deviceMessages.presence.topic(this.roomId), this.presence('stopped'), {
      qos: 1,
      retain: true,
    });
    await this.client?.endAsync();
  }

  /** The line breaks: the broker says the will. */
  breakLine(): void {
    this.client?.stream.destroy();
  }

  private presence(state: PresenceState): string {
    return JSON.stringify(this.envelopes.stamp({ state, connection: this.connection }));
  }
}

/** Nobody's credential is looked at, and none is taken back. */
const goodForEver = { isShared: () => true, onLost: () => () => undefined };

/** One hub's rooms, devices and faults on a real store and a real broker, with a clock that tests move. */
export class RoomsWorld {
  private constructor(
    readonly wire: BrokerWorld,
    readonly store: Store,
    readonly devices: Devices,
    readonly commands: Commands,
    readonly faults: Faults,
    readonly rooms: Rooms,
    readonly mqtt: RoomsMqtt,
    private readonly copies: CopiedCredentials,
  ) {}

  static async make(store: Store, wire = BrokerWorld.with(roomIds), certificates = goodForEver): Promise<RoomsWorld> {
    const register = new Register(store, wire.clock, createLog('silent'));
    await new Seed(store, { extraRooms: 0 } as Config).plant();
    await register.load();
    const devices = new Devices(new DeviceBook(store), register, wire.clock, wire.log);
    const commands = new Commands(wire.link, devices, register, store, new StoreAuditTrail(wire.clock), wire.clock);
    const faults = new Faults(devices, wire.clock);
    const copies = new CopiedCredentials(devices, faults, certificates, new StoreAuditTrail(wire.clock), wire.clock, wire.log);
    const occupancies = new Occupancies(store, wire.clock, wire.log);
    const rooms = new Rooms(register, devices, faults, occupancies, wire.reconciler, wire.clock);
    const mqtt = new RoomsMqtt(wire.link, wire.reconciler, register, rooms);
    const world = new RoomsWorld(wire, store, devices, commands, faults, rooms, mqtt, copies);
    await world.start();
    return world;
  }

  /** The same hub after a restart: a new broker and new memory over the same store. */
  async restart(): Promise<RoomsWorld> {
    await this.stop();
    const wire = BrokerWorld.with(roomIds);
    wire.clock.pass(this.clock.now().getTime() - wire.clock.now().getTime());
    return RoomsWorld.make(this.store, wire);
  }

  get clock(): TestClock {
    return this.wire.clock;
  }

  controller(roomId = 'porvoo-1'): TestController {
    return new TestController(this.wire, roomId);
  }

  presenceOf(roomId = 'porvoo-1'): string {
    return this.devices.view(roomId).presence.state;
  }

  /** What happened, the newest first. */
  happenings(roomId = 'porvoo-1'): string[] {
    return this.devices.view(roomId).events.map(({ what, detail }) => (detail === null ? what : `${what}: ${detail}`));
  }

  async stop(): Promise<void> {
    await this.wire.stop();
    this.commands.stop();
    this.devices.stop();
  }

  async forgetEverything(): Promise<void> {
    await this.store.write(async ({ manager }) => {
      for (const table of ['vacancy', 'device_event', 'device']) await manager.query(`DELETE FROM "${table}"`);
    });
  }

  private async start(): Promise<void> {
    const { link } = this.wire;
    await this.devices.start();
    // Nobody's certificate is looked at here.
    new DevicesMqtt(link, this.devices, this.commands, { used: async () => undefined }).start();
    this.commands.start();
    await this.faults.start();
    new FaultsMqtt(link, this.faults).start();
    await this.copies.start();
    await this.rooms.start();
    this.mqtt.start();
    await this.wire.start();
  }
}
