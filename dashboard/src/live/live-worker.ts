// oxlint-disable unicorn/require-post-message-target-origin -- a MessagePort has no target origin
import { audience, seconds } from '@etapiste/protocol';
import { fromSnapshot, withChange, type Known } from './known.js';
import type { Line } from './line.js';
import { LiveConnection } from './live-connection.js';
import type { TabMessage, WorkerMessage } from './live-port.js';

/**
 * The shared worker: one event stream per browser, however many tabs (HTTP/1.1 allows six connections, and eight open
 * tabs must not eat them). It keeps what is known, so that a new tab has the whole picture at once.
 */
const scope = self as unknown as EventTarget & { readonly name: string };
const tabs = new Set<MessagePort>();
let known: (Known & { readonly at: string }) | undefined;
let line: Line = { kind: 'connecting' };

const tellAll = (message: WorkerMessage): void => {
  for (const tab of tabs) tab.postMessage(message);
};

const connection = new LiveConnection(audience.parse(scope.name), {
  snapshot: (event) => {
    known = { ...fromSnapshot(event.state), at: event.at };
    tellAll({ say: 'known', at: event.at, state: event.state });
  },
  change: (event) => {
    if (known) known = { ...withChange(known, event), at: known.at };
    tellAll({ say: 'change', event });
  },
  heartbeat: (event) => {
    if (known) known = { ...known, at: event.at };
    tellAll({ say: 'heartbeat', event });
  },
  line: (now) => {
    line = now;
    // Whoever comes next at this browser may be somebody else.
    if (now.kind === 'closed') known = undefined;
    tellAll({ say: 'line', line });
  },
});
connection.start();

scope.addEventListener('connect', (connected) => {
  const [tab] = (connected as MessageEvent).ports;
  if (!tab) return;
  tab.addEventListener('message', (event: MessageEvent<TabMessage>) => hear(tab, event.data));
  tab.start();
});

const hear = (tab: MessagePort, message: TabMessage): void => {
  if (message.say === 'wake') return connection.wake(message.force);
  if (message.say === 'leave') return void tabs.delete(tab);
  tabs.add(tab);
  // Somebody may have signed in since the hub closed the line.
  if (line.kind === 'closed') {
    line = { kind: 'connecting' };
    connection.start();
  }
  if (known) tab.postMessage({ say: 'known', at: known.at, state: known.state } satisfies WorkerMessage);
  tab.postMessage({ say: 'line', line } satisfies WorkerMessage);
};

// A worker's timers are not slowed down; one that comes very late means that the machine has slept.
const tickMs = seconds(2);
let tickedAt = Date.now();
setInterval(() => {
  const now = Date.now();
  if (now - tickedAt > 4 * tickMs) connection.wake(true);
  tickedAt = now;
}, tickMs);
