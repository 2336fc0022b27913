import { z } from 'zod';
import { id, roomMessages, topicRoot } from '../wire/index.js';
import { envelope } from '../wire/envelope.js';
import { commandName, commandOutcome, health } from './device.js';
import { presenceState } from './presence.js';

const commandId = '0193f5a1-0000-7000-8000-000000000001';

export const deviceMessages = roomMessages('devices', {
  presence: {
    direction: 'room-to-hub',
    retain: true,
    summary: 'Birth, clean stop, and (as the last will) loss of a controller',
    payload: z.object({
      state: presenceState,
      /** Counts this boot's connections: a death of an earlier connection changes nothing. */
      connection: z.int().nonnegative(),
    }),
    example: { state: 'online', connection: 1 },
  },
  health: {
    direction: 'room-to-hub',
    retain: true,
    summary: 'How the controller is; every 30 s and on change',
    payload: health,
    example: {
      uptimeSeconds: 4210,
      cpuTemperature: 48.3,
      memoryUsedMb: 61,
      diskFreeMb: 21840,
      clockSynced: true,
      machine: {
        board: 'Raspberry Pi 4 Model B Rev 1.5',
        kernel: '6.6.51+rpt-rpi-v8',
        uptimeSeconds: 86_520,
        memoryTotalMb: 1845,
        memoryFreeMb: 1510,
        throttling: { now: [], sinceBoot: ['under-voltage'] },
      },
      versions: { controller: '0.1.0', node: '20.20.2', os: 'Debian GNU/Linux 12' },
      drivers: [
        {
          name: 'gpiochip',
          state: 'ok',
          detail: 'gpiochip0 (pinctrl-bcm2711)',
          parts: [{ kind: 'call-button', name: 'gpiochip GPIO17', state: 'ok' }],
        },
        {
          name: 'zigbee',
          state: 'ok',
          parts: [{ kind: 'call-button', name: 'call-button', state: 'ok', battery: 85, linkQuality: 120, silentSeconds: 340 }],
        },
      ],
      outboxLength: 0,
    },
  },
  command: {
    direction: 'hub-to-room',
    retain: false,
    summary: 'Do this now. Answered on `command-result`; a repeated id is done once and answered again.',
    payload: z.object({ id, command: commandName }),
    example: { id: commandId, command: 'identify' },
  },
  'command-result': {
    direction: 'room-to-hub',
    retain: false,
    summary: 'How the command of this id ended',
    payload: z.object({ id, outcome: commandOutcome.exclude(['timed-out']), detail: z.string().max(500).optional() }),
    example: { id: commandId, outcome: 'done' },
  },
});

/** Presence of one hub, retained, with a will. A hub is there while any of them is online. */
export const hubPresence = {
  topic: (hubName: string) => `${topicRoot}/hubs/${hubName}/presence`,
  filter: `${topicRoot}/hubs/+/presence`,
  schema: z.object({ state: presenceState, connection: z.int().nonnegative() }).extend(envelope.shape),
  example: { state: 'online' as const, connection: 1 },
};
