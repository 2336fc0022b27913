import { MainLine1763780400000 } from './1763780400000-main-line.js';

/** Every migration, the oldest first. Written by hand in SQL that SQLite and PostgreSQL read alike. */
export const migrations = [MainLine1763780400000];
