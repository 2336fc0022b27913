import { callMessages, EnvelopeStamp, newId, type PayloadOf } from '@etapiste/protocol';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Broker } from '../broker/index.js';
import { EmbeddedBroker } from '../broker/embedded-broker.js';
import { person } from '../people/people.test-kit.js';
import { startTestHub, testPassword, type TestHub } from '../testing/test-hub.js';
import { Calls } from './calls.service.js';
import { Shifts } from './shifts.service.js';
import { soon } from '../testing/soon.js';

type Confirmed = PayloadOf<typeof callMessages.confirmed>;
type State = PayloadOf<typeof callMessages.state>;

describe('presses over the wire', () => {
  const stamp = new EnvelopeStamp(newId(), () => new Date());
  const { raised, ended, confirmed, state } = callMessages;
  let hub: TestHub;
  let room: MqttClient;
  let answers: Confirmed[];
  let states: State[];
  beforeAll(async () => {
    hub = await startTestHub();
    const { port } = hub.hub.get(Broker) as EmbeddedBroker;
    const credentials = {
      username: 'porvoo-1',
      password: testPassword('porvoo-1'),
      clientId: 'room-porvoo-1',
      protocolVersion: 4 as const,
    };
    room = await connectAsync(`mqtt://127.0.0.1:${port}`, credentials);
    room.on('message', (topic, payload) => {
      if (topic === confirmed.topic('porvoo-1')) answers.push(confirmed.schema.parse(JSON.parse(payload.toString())));
      else states.push(state.schema.parse(JSON.parse(payload.toString())));
    });
    [answers, states] = [[], []];
    await room.subscribeAsync([confirmed.topic('porvoo-1'), state.topic('porvoo-1')], { qos: 1 });
  });
  beforeEach(() => {
    [answers, states] = [[], []];
  });
  afterAll(async () => {
    await room.endAsync();
    await hub.remove();
  });
  const press = () => ({ ...raised.example, id: newId() });
  const say = (payload: object) => room.publishAsync(raised.topic('porvoo-1'), JSON.stringify(stamp.stamp(payload)), { qos: 1 });

  it('answers every publication of a press by its own id, and tells the room of its call', async () => {
    const first = press();
    await say(first);
    await say(first);
    await soon(() => expect(answers).toHaveLength(2));
    expect(answers.map(({ id, outcome }) => [id, outcome])).toEqual([
      [first.id, 'opened'],
      [first.id, 'opened'],
    ]);
    await soon(() => expect(states.at(-1)?.call).toMatchObject({ id: answers[0]?.callId, state: 'open' }));
    expect(states.at(-1)?.policy).toEqual({ lockoutSeconds: 2, notReachedSeconds: 20, endPressSeconds: 3 });
  });

  it('refuses a press that it cannot read, by its id, so that it is not sent for ever', async () => {
    const { ageMs: _ageMs, ...unreadable } = press();
    await say(unreadable);
    await soon(() =>
      expect(answers).toEqual([expect.objectContaining({ id: unreadable.id, outcome: 'refused', code: 'request-malformed' })]),
    );
  });

  it('does not answer what has no id, and goes on', async () => {
    await say({ nonsense: true });
    const next = press();
    await say(next);
    await soon(() => expect(answers.map(({ id }) => id)).toEqual([next.id]));
  });

  it('tells the room of the end of its call, although the confirmation of the long press is hard on its heels', async () => {
    await say(press());
    await soon(() => expect(answers).toHaveLength(1));
    const callId = answers[0]?.callId ?? '';
    const { id: shiftId } = await hub.hub.get(Shifts).begin(person('Maija Malli'), { id: newId(), pointIds: ['porvoo'] });
    await hub.hub.get(Calls).acknowledge(callId, shiftId);
    await hub.hub.get(Calls).goToRoom(callId, shiftId);
    const held = { ...ended.example, id: newId(), callId };
    await room.publishAsync(ended.topic('porvoo-1'), JSON.stringify(stamp.stamp(held)), { qos: 1 });
    await soon(() => expect(answers.at(-1)).toMatchObject({ id: held.id, outcome: 'ended' }));
    await soon(() => expect(states.at(-1)?.call).toBeNull());
  });

  it('ignores a press that the broker held from earlier', async () => {
    const held = press();
    await room.publishAsync(raised.topic('porvoo-1'), JSON.stringify(stamp.stamp(held)), { qos: 1, retain: true });
    const next = press();
    await say(next);
    await soon(() => expect(answers.map(({ id }) => id)).toEqual([next.id]));
  });
});
