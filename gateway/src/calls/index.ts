export { CallEntity } from './call.entity.js';
export { CallEventEntity } from './call-event.entity.js';
export { CallsModule } from './calls.module.js';
export { CallsMqtt } from './calls.mqtt.js';
export { Escalation } from './escalation.service.js';
export { PressEntity } from './press.entity.js';
export { ShiftEntity } from './shift.entity.js';
export { Shifts } from './shifts.service.js';
