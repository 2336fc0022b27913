export { Broker, BrokerUnavailable, type Unregister } from './broker.js';
export { ClientCertificates, type CertificateWorth } from './client-certificates.js';
export { HubIdentity } from './hub-identity.js';
export { KnownRooms } from './known-rooms.js';
export { Reconciler, type RetainedProvider } from './reconciler.js';
export { RoomLink, type Arrival, type RoomHandler } from './room-link.js';
export { hubUser } from './rights.js';
