export { RoomsModule } from './rooms.module.js';
export { RoomsMqtt } from './rooms.mqtt.js';
export { Rooms } from './rooms.service.js';
export { VacancyEntity } from './vacancy.entity.js';
