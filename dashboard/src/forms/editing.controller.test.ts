import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RequestFailure } from '../api/index.js';
import { Editing } from './editing.controller.js';

interface Thing {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly phone: string;
}
const porvoo: Thing = { id: 'porvoo', version: 1, name: 'Porvoo-info', phone: '019' };
const imatra: Thing = { id: 'imatra', version: 4, name: 'Imatra', phone: '020' };
const host = {
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};

/** A form of points, and a hub that knows one version of each and may be out of reach. */
function formOf(...things: Thing[]) {
  const hub = { things: new Map(things.map((thing) => [thing.id, thing])), isReached: true };
  const editing = new Editing<Thing>(host, {
    schema: () => z.object({ name: z.string().min(1), phone: z.string() }),
    readAgain: async (id) => hub.things.get(id),
    send: async (typed) => {
      if (!hub.isReached) throw new RequestFailure('unreachable', undefined);
      if (hub.things.get(typed.id)?.version !== typed.version) throw new RequestFailure('version-differs', undefined);
      const saved = { ...typed, version: typed.version + 1 };
      hub.things.set(saved.id, saved);
      return saved;
    },
  });
  if (things[0]) editing.show(things[0]);
  return { hub, editing };
}

describe('a form of a thing that several people may change', () => {
  it('sends nothing that the hub would refuse, and says in which field', async () => {
    const { hub, editing } = formOf(porvoo);
    editing.set({ name: '' });
    expect(await editing.save()).toBe(false);
    expect([...editing.wrong]).toEqual([['name', 'Täytä tämä.']]);
    expect(hub.things.get('porvoo')).toEqual(porvoo);
    editing.set({ name: 'Porvoo' });
    expect(editing.wrong.size).toBe(0);
  });

  it('keeps what was typed when the line is lost, and saves it when it is back', async () => {
    const { hub, editing } = formOf(porvoo);
    hub.isReached = false;
    editing.set({ name: 'Uusi' });
    expect(await editing.save()).toBe(false);
    expect(editing.typed?.name).toBe('Uusi');
    hub.isReached = true;
    expect(await editing.save()).toBe(true);
    expect(hub.things.get('porvoo')).toEqual({ ...porvoo, version: 2, name: 'Uusi' });
    expect(editing.isChanged).toBe(false);
  });

  it('shows what somebody else changed, keeps what was typed, and saves upon the newest when told so again', async () => {
    const { hub, editing } = formOf(porvoo);
    editing.set({ name: 'Minun' });
    hub.things.set('porvoo', { ...porvoo, version: 2, name: 'Toisen', phone: '099' });
    expect(await editing.save()).toBe(false);
    expect(editing.meanwhile?.differing).toEqual(['name']);
    expect(editing.typed).toEqual({ ...porvoo, version: 2, name: 'Minun', phone: '099' });
    expect(await editing.save()).toBe(true);
    expect(hub.things.get('porvoo')).toEqual({ ...porvoo, version: 3, name: 'Minun', phone: '099' });
  });

  it('keeps what was typed while another thing is looked at', () => {
    const { editing } = formOf(porvoo, imatra);
    editing.set({ name: 'Kesken' });
    editing.show(imatra);
    expect(editing.typed).toEqual(imatra);
    editing.show(porvoo);
    expect(editing.typed?.name).toBe('Kesken');
    editing.takeBack();
    expect(editing.typed).toEqual(porvoo);
  });
});
