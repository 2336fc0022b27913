import { z } from 'zod';

const whatIsWired = {
  /** auto takes the first of gpiochip, onoff and firmata that this machine has. */
  driver: z.enum(['auto', 'gpiochip', 'onoff', 'firmata']),
  /** BCM number on a Raspberry Pi, the board's own number with firmata. */
  pin: z.int().min(0).max(255),
};

const wiredInput = z.strictObject({
  ...whatIsWired,
  /** The level that means pressed or moving. A contact to ground is low. */
  active: z.enum(['low', 'high']),
  /** What holds the pin while nothing is connected; none where a resistor of its own does. onoff and sysfs cannot set it. */
  pull: z.enum(['up', 'down', 'none']),
  /** A shorter pulse never was: milliseconds. */
  stableMs: z.int().min(0).max(1_000).default(50),
});

/** How long a sensor gets used to its room after it came up; until then nothing it says counts. */
const warmUpSeconds = z.number().min(0).max(600);

const wiredSensor = wiredInput.extend({
  /** Passive infrared sensors take 30 to 60 s (facts/hardware.md); a radar 0. */
  warmUpSeconds: warmUpSeconds.default(45),
});

/** One place in the tree of MQTT topics, such as `nurmes-1/call-button`: no wildcards, no empty level (MQTT 3.1.1 §4.7). */
const topicName = z.string().regex(/^[^+#/\0]+(\/[^+#/\0]+)*$/, 'must be a plain name, without + and #, or several joined by /');

const zigbeeDevice = { driver: z.literal('zigbee'), device: topicName.describe('Friendly name in zigbee2mqtt') };

/** What a press of a wireless button means: `long` is a long press, which ends a call on the way and otherwise calls (DESIGN §3.6). */
export const buttonAction = z.enum(['press', 'long', 'ignore']);

const callButton = z.discriminatedUnion('driver', [
  wiredInput,
  z.strictObject({ ...zigbeeDevice, actions: z.record(z.string(), buttonAction).default({}) }),
]);

const occupancySensor = z.discriminatedUnion('driver', [
  wiredSensor,
  // It warms up once, with its battery, not with this controller.
  z.strictObject({ ...zigbeeDevice, warmUpSeconds: warmUpSeconds.default(0) }),
]);

const lamp = z.strictObject({
  ...whatIsWired,
  active: z.enum(['low', 'high']),
  /** How the lamp is left when the controller stops. Without power the wiring decides (docs/room.md). */
  whenStopped: z.enum(['dark', 'lit', 'as-is']).default('dark'),
});

/** What is screwed to the walls of one room: the configuration file `hardware.yaml`. */
export const roomPlan = z
  .strictObject({
    callButtons: z.array(callButton).default([]),
    occupancySensors: z.array(occupancySensor).default([]),
    lamps: z.array(lamp).default([]),
    firmata: z.strictObject({ port: z.string().min(1).describe('A name below /dev/serial/by-id lasts') }).optional(),
    zigbee: z
      .strictObject({
        broker: z
          .url({ protocol: /^mqtt$/ })
          .describe("zigbee2mqtt's own broker, on this machine: the button works without the network"),
        baseTopic: topicName.default('zigbee2mqtt'),
      })
      .optional(),
  })
  .superRefine((plan, context) => {
    const taken = new Set<string>();
    for (const list of ['callButtons', 'occupancySensors', 'lamps'] as const)
      for (const [index, part] of plan[list].entries()) {
        const refuse = (message: string) => context.addIssue({ code: 'custom', path: [list, index], message });
        const { driver } = part;
        if ((driver === 'zigbee' || driver === 'firmata') && !plan[driver]) refuse(`needs the section "${driver}:" of this file`);
        if (!('pin' in part)) continue;
        const pin = `${driver} ${part.pin}`;
        if (taken.has(pin)) refuse(`pin ${part.pin} is taken by a part above`);
        taken.add(pin);
      }
  });
export type RoomPlan = z.infer<typeof roomPlan>;

/** A button or motion sensor on a pin. */
export type InputPlan = z.infer<typeof wiredInput>;
/** A motion sensor on a pin. */
export type SensorPlan = z.infer<typeof wiredSensor>;
/** A lamp on a pin. */
export type LampPlan = z.infer<typeof lamp>;
export type ZigbeeButtonPlan = Extract<RoomPlan['callButtons'][number], { driver: 'zigbee' }>;
export type ZigbeeSensorPlan = Extract<RoomPlan['occupancySensors'][number], { driver: 'zigbee' }>;

/** Everything on the pins of one board. */
export interface WiredPlan {
  readonly callButtons: readonly InputPlan[];
  readonly occupancySensors: readonly SensorPlan[];
  readonly lamps: readonly LampPlan[];
}

/** Everything that zigbee2mqtt reaches. */
export interface ZigbeePlan {
  readonly broker: string;
  readonly baseTopic: string;
  readonly callButtons: readonly ZigbeeButtonPlan[];
  readonly occupancySensors: readonly ZigbeeSensorPlan[];
}
