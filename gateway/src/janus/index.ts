export { JanusModule } from './janus.module.js';
export { janusPath, JanusProxy } from './janus-proxy.js';
export { readJanusSecrets, type JanusSecrets } from './janus-secrets.js';
export { MediaKeys, readMediaKeys } from './media-keys.js';
export { MediaServer, MediaUnavailable, type Mountpoint, type MountpointInfo, type MountpointPorts } from './media-server.js';
export { SeatEntity, SeatSessionEntity } from './seat.entity.js';
export { hashOfSeat, Seats, type Seat } from './seats.js';
export { StoreSeats } from './store.seats.js';
