import { z } from 'zod';
import { operations } from '../wire/index.js';
import { shownPoint } from './point.js';
import { policy } from './policies.js';

export const pointOperations = operations('points', {
  listPoints: {
    method: 'GET',
    path: '/points',
    summary: 'The register of service points and their rooms (R-90)',
    response: z.array(shownPoint),
  },
  listPolicies: {
    method: 'GET',
    path: '/policies',
    summary: 'Every rule with its versions and dates (R-22)',
    response: z.array(policy),
  },
});
