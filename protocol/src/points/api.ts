import { z } from 'zod';
import { id, operations, slug } from '../wire/index.js';
import { day } from './hours.js';
import { closure, registeredPoint, registeredRoom, shownPoint } from './point.js';
import { policy } from './policies.js';

const pointPath = z.object({ pointId: slug });
const roomPath = z.object({ roomId: slug });
const closurePath = z.object({ closureId: id });
const pointFields = registeredPoint.omit({ version: true });
const roomFields = registeredRoom.omit({ version: true });
const closureFields = closure.omit({ version: true });

export const pointOperations = operations('points', {
  listPoints: {
    method: 'GET',
    path: '/points',
    summary: 'The register of service points and their rooms (R-90)',
    response: z.array(shownPoint),
  },
  showRegister: {
    method: 'GET',
    path: '/register',
    summary: 'Points and rooms with everything that is kept of them, also those of other days (R-79, R-90)',
    response: z.object({ points: z.array(registeredPoint), rooms: z.array(registeredRoom) }),
  },
  createPoint: {
    method: 'POST',
    path: '/points',
    summary: 'A new point; its rooms follow',
    body: pointFields,
    response: registeredPoint,
    problems: ['point-exists', 'time-zone-unknown', 'dates-reversed'],
  },
  changePoint: {
    method: 'PUT',
    path: '/points/{pointId}',
    summary: 'Name, addresses, hours, contact or cards of a point, each list as a whole',
    parameters: pointPath,
    ifMatch: true,
    body: pointFields.omit({ id: true }),
    response: registeredPoint,
    problems: ['point-unknown', 'time-zone-unknown', 'dates-reversed'],
  },
  createRoom: {
    method: 'POST',
    path: '/points/{pointId}/rooms',
    summary: 'A new room of a point',
    parameters: pointPath,
    body: roomFields.omit({ pointId: true }),
    response: registeredRoom,
    problems: ['point-unknown', 'room-exists', 'dates-reversed'],
  },
  changeRoom: {
    method: 'PUT',
    path: '/rooms/{roomId}',
    summary: 'Door, passport or dates of a room',
    parameters: roomPath,
    ifMatch: true,
    body: roomFields.omit({ id: true, pointId: true }),
    response: registeredRoom,
    problems: ['room-unknown', 'room-exists', 'dates-reversed'],
  },
  listClosures: {
    method: 'GET',
    path: '/points/{pointId}/closures',
    summary: 'Closures and maintenance of a point that touch some days',
    parameters: pointPath,
    query: z.object({ from: day, to: day }),
    response: z.array(closure),
    problems: ['point-unknown'],
  },
  addClosure: {
    method: 'POST',
    path: '/points/{pointId}/closures',
    summary: 'Closes a point or one of its rooms for a time; bookings within it stay until a person has moved them',
    parameters: pointPath,
    body: closureFields.omit({ pointId: true }),
    response: closure,
    problems: ['point-unknown', 'room-unknown', 'dates-reversed'],
  },
  changeClosure: {
    method: 'PUT',
    path: '/closures/{closureId}',
    summary: 'Another time or reason',
    parameters: closurePath,
    ifMatch: true,
    body: closureFields.omit({ id: true, pointId: true, roomId: true }),
    response: closure,
    problems: ['closure-unknown', 'dates-reversed'],
  },
  endClosure: {
    method: 'DELETE',
    path: '/closures/{closureId}',
    summary: 'Opens again what was closed',
    parameters: closurePath,
    problems: ['closure-unknown'],
  },
  listPolicies: {
    method: 'GET',
    path: '/policies',
    summary: 'Every rule with its versions and dates (R-22)',
    response: z.array(policy),
  },
  setPolicy: {
    method: 'POST',
    path: '/policies',
    summary: 'A new version of a rule, from a day on; earlier versions stay to be seen (R-22)',
    body: policy.omit({ version: true }),
    response: policy,
    problems: ['point-unknown', 'policy-value-refused', 'policy-in-the-past', 'dates-reversed'],
  },
});
