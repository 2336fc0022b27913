import type { Point, ShownPoint } from '@etapiste/protocol';

/** A point without the lead's address, which is for escalation only. */
export const shown = ({ contact: { phone }, ...point }: Point): ShownPoint => ({ ...point, contact: { phone } });
