import { MainLine1763780400000 } from './1763780400000-main-line.js';
import { DocumentCamera1763780500000 } from './1763780500000-document-camera.js';
import { Devices1763780600000 } from './1763780600000-devices.js';
import { CameraLine1763781900000 } from './1763781900000-camera-line.js';
import { Vacancy1763782500000 } from './1763782500000-vacancy.js';
import { Whose1763990000000 } from './1763990000000-whose.js';
import { People1764000000000 } from './1764000000000-people.js';
import { Credentials1764000100000 } from './1764000100000-credentials.js';
import { Audit1764000200000 } from './1764000200000-audit.js';
import { SeatSignIn1764000300000 } from './1764000300000-seat-sign-in.js';
import { Register1764200000000 } from './1764200000000-register.js';
import { Services1764210000000 } from './1764210000000-services.js';
import { Bookings1764300000000 } from './1764300000000-bookings.js';

/** Every migration, the oldest first. Written by hand in SQL that SQLite and PostgreSQL read alike, but for triggers. */
export const migrations = [
  MainLine1763780400000,
  DocumentCamera1763780500000,
  Devices1763780600000,
  CameraLine1763781900000,
  Vacancy1763782500000,
  Whose1763990000000,
  People1764000000000,
  Credentials1764000100000,
  Audit1764000200000,
  SeatSignIn1764000300000,
  Register1764200000000,
  Services1764210000000,
  Bookings1764300000000,
];
