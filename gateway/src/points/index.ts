export { ClosureEntity } from './closure.entity.js';
export { Closures } from './closures.service.js';
export { PointEntity } from './point.entity.js';
export { PointsModule } from './points.module.js';
export { PolicyEntity } from './policy.entity.js';
export { Register, registerChanged } from './register.js';
export { RoomEntity } from './room.entity.js';
export { Seed } from './seed.js';
