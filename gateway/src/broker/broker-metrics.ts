import { Counter, type Registry } from 'prom-client';

/** Why something from the wire was not handed to a feature. A closed list, so that nobody outside can grow the metrics. */
export type DropReason =
  | 'unknown-topic'
  | 'unknown-room'
  | 'unknown-message'
  | 'too-large'
  | 'too-fast'
  | 'retained-happening'
  | 'malformed'
  | 'wrong-shape'
  | 'old-state';

/** What a client was not allowed to do at the embedded broker; `connection`: there were too many, `handshake`: no TLS of ours. */
export type RefusedAction = 'connection' | 'handshake' | 'connect' | 'publish' | 'subscribe';

/** Counts what the wire does. `message` is one of protocol's own names or `unknown`, never text from outside. */
export class BrokerMetrics {
  readonly received: Counter<'message'>;
  readonly dropped: Counter<'reason' | 'message'>;
  readonly refused: Counter<'action'>;
  readonly missing: Counter;
  readonly failed: Counter<'message'>;

  constructor(registry: Registry) {
    const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> =>
      (registry.getSingleMetric(name) as Counter<Label> | undefined) ??
      new Counter({ name, help, labelNames, registers: [registry] });

    this.received = counter('etapiste_mqtt_received_total', 'Good messages from rooms', ['message']);
    this.dropped = counter('etapiste_mqtt_dropped_total', 'Messages that were counted and dropped', ['reason', 'message']);
    this.refused = counter('etapiste_mqtt_refused_total', 'What clients were not allowed to do', ['action']);
    this.missing = counter('etapiste_mqtt_missing_total', 'Holes in the sequence numbers of rooms');
    this.failed = counter('etapiste_mqtt_handler_failures_total', 'Handlers that threw', ['message']);
  }
}
