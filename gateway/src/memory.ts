import { setFlagsFromString } from 'node:v8';

// A hub is small and lives for months beside other programs: V8 may spend a little time to keep its heap tight
// (about 35 MB less here). Must be the first import, before anything is compiled.
setFlagsFromString('--optimize-for-size');
