import { seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onBothStores } from '../testing/test-stores.js';
import { callEntities, CallsWorld } from './calls.world.test-kit.js';

describe('escalation', () => {
  onBothStores(callEntities, (store) => {
    let world: CallsWorld;
    const raise = async () => {
      const { callId } = await world.presses.raise('porvoo-1', world.press());
      await world.escalation.tick();
      return callId ?? '';
    };
    const steps = async (callId: string) =>
      (await world.call(callId)).escalation.map(({ step, possible }) => `${step} ${possible}`);
    beforeEach(async () => {
      world = await CallsWorld.make(store());
      await world.quieten();
    });
    afterEach(() => world.rest());

    it('takes all steps at once when no page is on shift', async () => {
      const callId = await raise();
      expect(await steps(callId)).toEqual(['other-advisors false', 'lead-by-mail true', 'number-to-all true']);
      expect((await world.mails()).map(({ recipient }) => recipient)).toEqual(['porvoo@point.example']);
    });

    it('records the step that cannot be taken, and takes the next one', async () => {
      world = await CallsWorld.make(store(), { isDemo: false });
      expect(await steps(await raise())).toEqual(['other-advisors false', 'lead-by-mail false', 'number-to-all true']);
      expect(await world.mails()).toEqual([]);
    });

    it('takes the next step when no page gives a receipt in time', async () => {
      const [here, elsewhere] = [await world.advisor('Maija Malli'), await world.advisor('Esko Esimerkki', ['imatra'])];
      const callId = await raise();
      await world.pass(4, here, elsewhere);
      expect(await steps(callId)).toEqual([]);
      await world.pass(2, here, elsewhere);
      expect(await steps(callId)).toEqual(['other-advisors true']);
      await world.pass(60, here, elsewhere);
      expect(await steps(callId)).toEqual(['other-advisors true', 'lead-by-mail true']);
    });

    it('waits for the policy’s times once a page has shown or sounded the call', async () => {
      const [here, elsewhere] = [await world.advisor('Maija Malli'), await world.advisor('Esko Esimerkki', ['imatra'])];
      const callId = await raise();
      await world.calls.receive(callId, here, 'heard');
      await world.pass(29, here, elsewhere);
      expect(await steps(callId)).toEqual([]);
      await world.pass(2, here, elsewhere);
      expect(await steps(callId)).toEqual(['other-advisors true']);
      await world.pass(30, here, elsewhere);
      await world.pass(60, here, elsewhere);
      expect(await steps(callId)).toEqual(['other-advisors true', 'lead-by-mail true', 'number-to-all true']);
      expect((await world.call(callId)).escalateAt).toBeNull();
    });

    it('tells the room *not reached* after 20 s without a receipt, until one arrives', async () => {
      const here = await world.advisor('Maija Malli');
      const callId = await raise();
      await world.pass(21, here);
      expect((await world.call(callId)).isNotReached).toBe(true);
      await world.calls.receive(callId, here, 'seen');
      expect((await world.call(callId)).isNotReached).toBe(false);
    });

    it('says *shown* only when a page was seen, never when it was only heard', async () => {
      const here = await world.advisor('Maija Malli');
      const callId = await raise();
      expect((await world.calls.receive(callId, here, 'heard')).word).toBe('stored');
      expect((await world.calls.receive(callId, here, 'seen')).word).toBe('shown');
    });

    it('ends when an advisor answers', async () => {
      const here = await world.advisor('Maija Malli');
      const callId = await raise();
      await world.calls.acknowledge(callId, here);
      await world.pass(600, here);
      expect(await steps(callId)).toEqual([]);
    });

    it('that was due while the hub was down is taken once after its restart', async () => {
      const here = await world.advisor('Maija Malli');
      const callId = await raise();
      await world.calls.receive(callId, here, 'seen');
      world.clock.pass(seconds(400));
      const restarted = await CallsWorld.make(store(), { clock: world.clock });
      await Promise.all([restarted.escalation.tick(), restarted.escalation.tick()]);
      expect(await steps(callId)).toEqual(['other-advisors false', 'lead-by-mail true', 'number-to-all true']);
      expect(await world.mails()).toHaveLength(1);
    });

    it('and *not reached* each have their line in the history when both were due while the hub was down', async () => {
      const here = await world.advisor('Maija Malli');
      const callId = await raise();
      world.clock.pass(seconds(30));
      const restarted = await CallsWorld.make(store(), { clock: world.clock });
      await restarted.shifts.keep(here);
      await restarted.escalation.tick();
      await restarted.escalation.tick();
      expect(await steps(callId)).toEqual(['other-advisors false', 'lead-by-mail true']);
      expect((await world.call(callId)).isNotReached).toBe(true);
      expect(await world.happenings(callId)).toEqual(['opened', 'escalated', 'not-reached']);
    });

    it('is neither hurried nor delayed by a wall clock that jumps', async () => {
      const [here, elsewhere] = [await world.advisor('Maija Malli'), await world.advisor('Esko Esimerkki', ['imatra'])];
      const callId = await raise();
      await world.calls.receive(callId, here, 'seen');
      await world.escalation.tick();
      world.clock.jump(seconds(3600));
      await world.pass(1, here, elsewhere);
      expect(await steps(callId)).toEqual([]);
      world.clock.jump(-seconds(7200));
      await world.pass(1, here, elsewhere);
      await world.pass(29, here, elsewhere);
      expect(await steps(callId)).toEqual(['other-advisors true']);
    });

    it('counts a page that stopped answering as gone', async () => {
      await world.advisor('Maija Malli');
      world.clock.pass(seconds(60));
      expect(await steps(await raise())).toHaveLength(3);
    });
  });
});
