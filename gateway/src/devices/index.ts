export { Commands } from './commands.service.js';
export { DeviceEntity } from './device.entity.js';
export { DeviceEventEntity } from './device-event.entity.js';
export { DevicesModule } from './devices.module.js';
export { DevicesMqtt } from './devices.mqtt.js';
export { Devices } from './devices.service.js';
