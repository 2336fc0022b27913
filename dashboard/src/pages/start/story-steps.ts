import type { Call } from '@etapiste/protocol';

/** The steps of a call, in their order. */
export const storySteps = ['button', 'stored', 'seen', 'on-the-way', 'done'] as const;
export type StoryStep = (typeof storySteps)[number];

/** Milliseconds from the press to each step that has come; `button` is always 0. */
export type StoryTimes = Readonly<Partial<Record<StoryStep, number>>>;

/** A call that is told step by step. */
export interface ToldCall {
  readonly times: StoryTimes;
  readonly pressedAt: string | undefined;
  /** Whether further steps are to come. */
  readonly isGoing: boolean;
}

/** A call that somebody else makes, as the hub tells it. */
export function toldByHub(call: Call): ToldCall {
  const pressedAt = call.pressedAt ?? call.openedAt;
  const sincePress = (at: string | null): number | undefined =>
    at === null ? undefined : Math.max(0, new Date(at).getTime() - new Date(pressedAt).getTime());
  const times = {
    button: 0,
    stored: sincePress(call.openedAt),
    seen: sincePress(call.seenAt),
    'on-the-way': sincePress(call.onTheWayAt),
    done: sincePress(call.endedAt),
  };
  const come = Object.entries(times).filter(([, time]) => time !== undefined);
  return { times: Object.fromEntries(come), pressedAt, isGoing: call.state !== 'done' };
}
