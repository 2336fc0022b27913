import { newId, serviceOperations, type BodyOf, type Operation, type Service } from '@etapiste/protocol';
import { AuditEntryEntity } from '../audit/index.js';
import { Store } from '../database/store.js';
import { ask, type Answer } from '../testing/ask.js';
import { signInAs, type Browser } from '../testing/sign-in.js';
import { startTestHub, type TestHub } from '../testing/test-hub.js';

export const inAll = (text: string) => ({ fi: text, sv: text, en: text });

/** A role that keeps an authority's services. */
export const keeping = (authorityId: string) => ({ role: 'authority-admin', scope: { kind: 'authority', authorityId } }) as const;

/** A hub with those who keep what is offered, and somebody at a desk who sees it. */
export class ServicesWorld {
  private constructor(
    readonly hub: TestHub,
    readonly owner: Browser,
    readonly kela: Browser,
    readonly vero: Browser,
    readonly advisor: Browser,
  ) {}

  static async start(settings: NodeJS.ProcessEnv): Promise<ServicesWorld> {
    const hub = await startTestHub(settings);
    const owner = await signInAs(hub.hub, 'Olga Malli', { role: 'owner', scope: { kind: 'everything' } });
    const kela = await signInAs(hub.hub, 'Pekka Malli', keeping('kela'));
    const vero = await signInAs(hub.hub, 'Veera Malli', keeping('vero'));
    const advisor = await signInAs(hub.hub, 'Aino Malli', { role: 'advisor', scope: { kind: 'points', pointIds: ['porvoo'] } });
    return new ServicesWorld(hub, owner, kela, vero, advisor);
  }

  /** A service of Kela that nobody else uses. */
  async service(): Promise<Service> {
    const body = newService();
    const answer = await ask(this.hub, this.kela, serviceOperations.createService, { body });
    if (answer.code) throw new Error(`no service: ${answer.code}`);
    return answer.body;
  }

  /** What was done to a thing, and by whom, the first first. */
  traces(subjectId: string): Promise<string[]> {
    return this.hub.hub.get(Store).read(async (manager) => {
      const rows = await manager.find(AuditEntryEntity, { where: { subjectId }, order: { number: 'ASC' } });
      return rows.map(({ what, actorName }) => `${what} by ${actorName}`);
    });
  }
}

export const newService = (): BodyOf<typeof serviceOperations.createService> => ({
  id: newId(),
  authorityId: 'kela',
  name: inAll('Kokeilu'),
  slots: 1,
  access: 'both',
  suitability: null,
  validFrom: null,
  validTo: null,
});

/** What several answered, good ones as `ok`, in alphabetical order: who was first does not matter. */
export const codesOf = async (answers: readonly Promise<Answer<Operation>>[]): Promise<string[]> =>
  (await Promise.all(answers)).map(({ code }) => code ?? 'ok').toSorted();
