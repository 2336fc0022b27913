import { Module } from '@nestjs/common';
import { LiveHub } from '../live/live-hub.js';
import { Places } from '../rights/index.js';
import { CallBook } from './call-book.js';
import { CallsController } from './calls.controller.js';
import { CallsLive } from './calls.live.js';
import { CallsMqtt } from './calls.mqtt.js';
import { Calls } from './calls.service.js';
import { Escalation } from './escalation.service.js';
import { Presses } from './presses.service.js';
import { ShiftsController } from './shifts.controller.js';
import { Shifts } from './shifts.service.js';

@Module({
  controllers: [CallsController, ShiftsController],
  providers: [Calls, CallBook, CallsLive, CallsMqtt, Escalation, Presses, Shifts],
})
export class CallsModule {
  constructor(live: LiveHub, places: Places, calls: CallsLive, shifts: Shifts) {
    live.register('calls', calls);
    live.register('shifts', shifts);
    places.register('callId', {
      find: async (id) => {
        const call = await calls.one(id);
        return call && calls.placeOf(call);
      },
      isFixed: true,
      unknown: 'call-unknown',
    });
    // Nobody acts on another's shift.
    places.register('shiftId', { find: (id) => shifts.find(id), isFixed: true, unknown: 'shift-ended' });
  }
}
