export { CopiedCredentials } from './copied-credentials.js';
export { FaultsModule } from './faults.module.js';
export { FaultsMqtt } from './faults.mqtt.js';
export { Faults } from './faults.service.js';
