// oxlint-disable unicorn/require-post-message-target-origin -- a MessagePort has no target origin
import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

// Listens and never accepts: this thread sleeps until it is terminated. Only a whole thread can be that deaf in Node.
createServer().listen({ port: workerData.port, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort?.postMessage('listening');
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
});
