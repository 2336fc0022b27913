import { z } from 'zod';
import { defineProblems, id, operations, slug } from '../wire/index.js';
import { commandName, commandOutcome, device } from './device.js';

export const deviceProblems = defineProblems({
  'device-unreachable': {
    status: 409,
    title: {
      fi: 'Huoneen ohjaimeen ei ole yhteyttä.',
      sv: 'Rummets styrenhet kan inte nås.',
      en: "The room's controller cannot be reached.",
    },
  },
});

export const deviceOperations = operations('devices', {
  listDevices: {
    method: 'GET',
    path: '/devices',
    summary: 'Every controller with presence, versions, last health and last events',
    response: z.array(device),
  },
  sendCommand: {
    method: 'POST',
    path: '/devices/{roomId}/commands',
    summary: 'Ask a controller to do something; answers with the outcome, or `timed-out`',
    parameters: z.object({ roomId: slug }),
    body: z.object({ id, command: commandName }),
    response: z.object({ id, outcome: commandOutcome, detail: z.string().nullable() }),
    problems: ['room-unknown', 'device-unreachable'],
  },
});
