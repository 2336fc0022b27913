import { seconds, type Milliseconds } from '@etapiste/protocol';
import type { Log } from '../../log/index.js';
import { ButtonPart } from '../parts.js';
import type { ZigbeeButtonPlan } from '../room-plan.js';
import { usualMeaning, type ButtonMeaning } from './button-actions.js';

/**
 * A frame that was not acknowledged is sent again, and zigbee2mqtt publishes each copy (facts/hardware.md §3.1). The same action
 * again this soon after the last is such a copy: a long press that has just ended a call must not ring anew.
 */
const copyWithin = seconds(1);
/** More names than any button has: a flood of invented ones must not fill the memory. */
const mostNames = 50;

/** A call button in the air, which reports whole presses by names of its maker's choice. */
export class WirelessButton {
  readonly part: ButtonPart;
  private readonly meanings: ReadonlyMap<string, ButtonMeaning>;
  private readonly unknown = new Set<string>();
  /** When each action was heard last. */
  private readonly heardMs = new Map<string, Milliseconds>();

  constructor(
    plan: ZigbeeButtonPlan,
    private readonly log: Log,
  ) {
    this.part = new ButtonPart(plan.device);
    this.meanings = new Map(Object.entries(plan.actions));
  }

  act(action: string, atMs: Milliseconds): void {
    const heardMs = this.heardMs.get(action) ?? -Infinity;
    if (this.heardMs.size > mostNames) this.heardMs.clear();
    this.heardMs.set(action, atMs);
    if (atMs - heardMs < copyWithin) return;
    const meaning = this.meanings.get(action) ?? usualMeaning(action) ?? this.meaningOfUnknown(action);
    if (meaning === 'press') this.part.pressed(atMs);
    if (meaning === 'long') this.part.held(atMs);
  }

  /** Rather a call too many than one that nobody hears. */
  private meaningOfUnknown(action: string): ButtonMeaning {
    if (!this.unknown.has(action) && this.unknown.size < mostNames) {
      this.unknown.add(action);
      this.log.warn(
        { device: this.part.name, action: action.slice(0, 50) },
        'unknown action of a button rings: map it in hardware.yaml',
      );
    }
    return 'press';
  }
}
