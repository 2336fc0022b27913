export { Enrolment, type EnrolmentOptions } from './enrolment.js';
