import type { SimulatedCameraMode, SimulatedNetworkMode } from '@etapiste/protocol';
import { currentLanguage, msg } from '../i18n/index.js';

export const networkWords = (): Record<SimulatedNetworkMode, string> => ({
  ok: msg('Kunnossa'),
  thin: msg('Kapea'),
  cut: msg('Poikki'),
});

export const cameraModeWords = (): Record<SimulatedCameraMode, string> => ({
  paper: msg('Paperi ja käsi'),
  still: msg('Paperi yksin'),
  freeze: msg('Kuva jähmettyy'),
  black: msg('Linssi peitossa'),
  covered: msg('Jotain linssin edessä'),
  unplug: msg('Johto irti'),
  hang: msg('Kamera jumissa'),
});

/** `9.52.14`: only the demo shows seconds. */
export const clockSeconds = (instant: string): string =>
  new Intl.DateTimeFormat(`${currentLanguage()}-FI`, {
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Europe/Helsinki',
  })
    .format(new Date(instant))
    .replaceAll(':', '.');
