export * from './notify-line.js';
export * from './watchdog.js';
