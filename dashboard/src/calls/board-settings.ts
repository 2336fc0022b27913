import { readStored } from '../ui/stored.js';
import { lowestVolume } from './call-sound.js';

/** What an advisor has set for the board in this browser. */
export interface BoardSettings {
  /** From `lowestVolume` to 1. */
  readonly volume: number;
  /** Whether V and A act. */
  readonly areKeysOn: boolean;
}

const rememberedAs = 'etapiste.board';
const usual: BoardSettings = { volume: 0.6, areKeysOn: true };

export function loadBoardSettings(): BoardSettings {
  const kept = (readStored(localStorage, rememberedAs) ?? {}) as Partial<Record<keyof BoardSettings, unknown>>;
  return {
    volume: typeof kept.volume === 'number' && kept.volume >= lowestVolume && kept.volume <= 1 ? kept.volume : usual.volume,
    areKeysOn: typeof kept.areKeysOn === 'boolean' ? kept.areKeysOn : usual.areKeysOn,
  };
}

export const saveBoardSettings = (settings: BoardSettings): void => localStorage.setItem(rememberedAs, JSON.stringify(settings));
