// The shortest line from a press to a screen that our parts allow: broker, parse, server-sent event. No store, no checks, no
// rights, no answer to the room. What our hub does on top of this is what the comparison shows.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { Aedes } from 'aedes';

const [httpPort, mqttPort] = process.argv.slice(2).map(Number);
const pageHtml = await readFile(new URL('page.html', import.meta.url));
/** @type {Set<import('node:http').ServerResponse>} */
const browsers = new Set();

const http = createHttpServer((request, response) => {
  if (request.url !== '/events') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageHtml);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  browsers.add(response);
  response.once('close', () => browsers.delete(response));
}).listen(httpPort, '127.0.0.1');

const broker = await Aedes.createBroker();
const shownEvents = new Map([
  ['calls/raised', 'press'],
  ['rooms/occupancy', 'occupancy'],
]);
broker.on('publish', ({ topic, payload }) => {
  if (!topic.startsWith('etapiste/')) return;
  const event = shownEvents.get(topic.split('/').slice(4).join('/'));
  const content = JSON.parse(String(payload));
  if (!event) return;
  const text = `event: ${event}\ndata: ${JSON.stringify(content)}\n\n`;
  for (const browser of browsers) browser.write(text);
});
const mqtt = createServer((socket) => broker.handle(socket)).listen(mqttPort, '127.0.0.1');

await Promise.all([once(http, 'listening'), once(mqtt, 'listening')]);
console.log('ready');
