import { deviceMessages, seconds, type PayloadOf, type ReceivedOf } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { Log } from '../log/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';

type Command = ReceivedOf<(typeof deviceMessages)['command']>;
type Result = PayloadOf<(typeof deviceMessages)['command-result']>;

/** How long the lamp blinks for the person who looks for the room. */
const blinkFor = seconds(5);
/** Answers that are kept for repeats; the oldest is forgotten first. */
const mostResults = 100;

/** Does what the hub asks of the controller, once for each id, and answers every time (DESIGN §4). */
export class IdentifyFeature {
  private readonly results = new Map<string, Result>();
  private unsubscribe: Unsubscribe | undefined;
  private blinking: Timer | undefined;

  constructor(
    private readonly blink: (isBlinking: boolean) => void,
    private readonly link: RoomLink,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.unsubscribe = this.link.subscribe(deviceMessages.command, (command) => this.receive(command));
  }

  stop(): void {
    this.unsubscribe?.();
    this.blinking?.cancel();
  }

  private receive(command: Command): void {
    const result = this.results.get(command.id) ?? this.obey(command);
    this.link.publish(deviceMessages['command-result'], result);
  }

  private obey({ id, command }: Command): Result {
    this.log.info({ command, commandId: id }, 'command from the hub');
    this.blinking?.cancel();
    this.blink(true);
    this.blinking = this.clock.after(blinkFor, () => this.blink(false));
    const result: Result = { id, outcome: 'done' };
    this.results.set(id, result);
    const oldest = this.results.keys().next();
    if (this.results.size > mostResults && !oldest.done) this.results.delete(oldest.value);
    return result;
  }
}
