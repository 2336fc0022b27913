export { Acting, ActingNow, type GuardedRequest } from './acting.js';
export { Actors, type Actor } from './actor.js';
export { Places, type Field } from './places.js';
export { Open } from './rights.guard.js';
export { RightsModule } from './rights.module.js';
