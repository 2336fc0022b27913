import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { problemDetails, seconds, simulatedRoom, type SimulatedRoom } from '@etapiste/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../testing/index.js';
import { ManualClock } from '../../clock/index.js';
import { itIsAHardwareDriver } from '../driver-contract.js';
import { RoomSimulator } from './room-simulator.js';
import { SimulatedDriver } from './simulated.driver.js';

const demoPage = 'http://127.0.0.1:8080';

const simulatorOf = (clock = new ManualClock()) =>
  new RoomSimulator({ roomId: 'nurmes-1', port: 0, allowOrigins: [demoPage] }, clock);

const postTo = (simulator: RoomSimulator, name: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${simulator.url}/simulate/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

itIsAHardwareDriver('simulated', async () => {
  const clock = new ManualClock();
  const simulator = simulatorOf(clock);
  await simulator.start();
  const post = async (name: string, body: unknown) => {
    expect((await postTo(simulator, name, body)).status).toBe(200);
  };
  return {
    driver: new SimulatedDriver(simulator.state, clock),
    setButton: (isDown) => post('button', { action: isDown ? 'down' : 'up' }),
    setOccupied: (isOccupied) => post('occupancy', { isOccupied }),
    lampShows: () => simulator.state.now.lamp,
    close: () => simulator.stop(),
  };
});

describe('the door of a simulated room', () => {
  let clock: ManualClock;
  let simulator: RoomSimulator;
  const post = (name: string, body: unknown, headers?: Record<string, string>) => postTo(simulator, name, body, headers);
  const problem = async (response: Response) => problemDetails.parse(await response.json()).code;

  beforeEach(async () => {
    clock = new ManualClock();
    simulator = simulatorOf(clock);
    await simulator.start();
  });

  afterEach(() => simulator.stop());

  it('holds a press as long as asked', async () => {
    await post('button', { action: 'press', holdSeconds: 4 });
    clock.pass(seconds(3.9));
    expect(simulator.state.now.button.isDown).toBe(true);
    clock.pass(seconds(0.2));
    expect(simulator.state.now.button.isDown).toBe(false);
  });

  it('answers each request with the whole room, in the shape of the protocol', async () => {
    await post('door', { isOpen: true });
    await post('document-camera', { mode: 'black' });
    const room = simulatedRoom.parse(await (await post('network', { mode: 'thin' })).json());
    expect(room).toMatchObject({ door: { isOpen: true }, documentCamera: { mode: 'black' }, network: { mode: 'thin' } });
    expect(await (await fetch(`${simulator.url}/simulate/state`)).json()).toEqual(room);
  });

  it('tells everything that happens to whoever follows it, the present first', async () => {
    const request = get(`${simulator.url}/simulate/events`);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const rooms = () =>
      text
        .split('\n\n')
        .filter(Boolean)
        .map((event) => simulatedRoom.parse(JSON.parse(event.replace('event: state\ndata: ', ''))));
    await eventually(() => expect(rooms()).toHaveLength(1));
    simulator.state.showLamp('shown');
    simulator.state.setOccupied(true);
    await eventually(() =>
      expect(rooms().map(({ lamp, occupancy }: SimulatedRoom) => [lamp, occupancy.isOccupied])).toEqual([
        ['dark', false],
        ['shown', false],
        ['shown', true],
      ]),
    );
    request.destroy();
  });

  it('has a page for people', async () => {
    const response = await fetch(`${simulator.url}/simulate`);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('Simulated room nurmes-1');
  });

  it('says what is wrong with a request, and changes nothing', async () => {
    const before = simulator.state.now;
    const wrongField = await post('document-camera', { mode: 'sepia' });
    expect(wrongField.headers.get('content-type')).toBe('application/problem+json');
    expect(problemDetails.parse(await wrongField.json())).toMatchObject({ status: 400, errors: [{ field: 'mode' }] });
    expect(await problem(await post('button', '{'))).toBe('request-malformed');
    expect(await problem(await post('button', { action: 'press' }, { 'content-type': 'text/plain' }))).toBe(
      'media-type-unsupported',
    );
    expect(await problem(await post('button', 'x'.repeat(5_000)))).toBe('body-too-large');
    expect(await problem(await post('kettle', {}))).toBe('not-found');
    expect(await problem(await post('constructor', {}))).toBe('not-found');
    expect(await problem(await fetch(`${simulator.url}/simulate/button`))).toBe('method-not-allowed');
    expect(await problem(await fetch(`${simulator.url}/`))).toBe('not-found');
    expect(simulator.state.now).toBe(before);
  });

  it('never breaks, whatever is posted', async () => {
    const names = fc.constantFrom('button', 'occupancy', 'door', 'document-camera', 'network');
    await fc.assert(
      fc.asyncProperty(names, fc.jsonValue(), async (name, body) => {
        expect([200, 400]).toContain((await post(name, body)).status);
      }),
      { numRuns: 50 },
    );
  });

  it('opens for the demo page and for no other', async () => {
    const allowed = await post('occupancy', { isOccupied: true }, { origin: demoPage });
    expect(allowed.headers.get('access-control-allow-origin')).toBe(demoPage);
    const asked = await fetch(`${simulator.url}/simulate/button`, { method: 'OPTIONS', headers: { origin: demoPage } });
    expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([204, 'content-type']);
    const strange = await post('occupancy', { isOccupied: false }, { origin: 'https://example.org' });
    expect([strange.status, strange.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect(simulator.state.now.occupancy.isOccupied).toBe(true);
  });

  it('does not answer to a name that is not its own', async () => {
    const request = get(`${simulator.url}/simulate/state`, { headers: { host: 'evil.example:80' } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(403);
    response.resume();
  });

  it('says at once that its port is taken', async () => {
    const port = Number(new URL(simulator.url).port);
    const second = new RoomSimulator({ roomId: 'nurmes-2', port, allowOrigins: [] }, clock);
    await expect(second.start()).rejects.toThrow('EADDRINUSE');
    await second.stop();
  });
});
