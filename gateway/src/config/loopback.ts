import { isIP } from 'node:net';

const loopbackNames = ['127.0.0.1', '::1', 'localhost'];

/** Whether only this very machine can reach an address. */
export const isLoopback = (host: string): boolean =>
  loopbackNames.includes(host) || (isIP(host) === 4 && host.startsWith('127.')) || host.startsWith('::ffff:127.');
