import type { BodyOf, ServiceCard, serviceOperations } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { insertRow } from '../database/insert-row.js';
import { Store } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Clock } from '../time/clock.js';
import { cardHasMarkup, htmlOfCard } from './card-text.js';
import { ServiceCardEntity } from './service-card.entity.js';

/** What an authority wants known about its services. What was published stays to be read. */
@Injectable()
export class ServiceCards {
  constructor(
    private readonly store: Store,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list(serviceId: string): Promise<ServiceCard[]> {
    const rows = await this.store.read((manager) =>
      manager.find(ServiceCardEntity, { where: { serviceId }, order: { version: 'DESC' } }),
    );
    return rows.map(toCard);
  }

  /** The index decides who was first, where two follow the same version at once. */
  publish(
    serviceId: string,
    { after, text }: BodyOf<typeof serviceOperations.publishServiceCard>,
    deed: Deed,
  ): Promise<ServiceCard> {
    if (cardHasMarkup(text)) throw new Refused('card-has-markup');
    return this.store.write(async ({ manager }) => {
      const newest = (await manager.maximum(ServiceCardEntity, 'version', { serviceId })) ?? 0;
      if (newest !== after) throw new Refused('version-differs');
      const card = { serviceId, version: after + 1, text, publishedAt: this.clock.now(), publishedBy: deed.by.name };
      const isFirst = await insertRow(manager, ServiceCardEntity, card, '("serviceId", "version") DO NOTHING');
      if (!isFirst) throw new Refused('version-differs');
      const subject = { kind: 'service', id: serviceId };
      const details = { version: card.version };
      await this.trail.record(manager, { ...traceOf(deed), what: 'service-card.published', subject, details });
      return toCard(card);
    });
  }
}

const toCard = ({ publishedAt, ...card }: ServiceCardEntity): ServiceCard => ({
  ...card,
  html: htmlOfCard(card.text),
  publishedAt: publishedAt.toISOString(),
});
