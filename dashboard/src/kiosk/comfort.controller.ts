import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { language, type Language } from '@etapiste/protocol';
import { currentLanguage, rememberedLanguage, setLanguage } from '../i18n/index.js';
import { setContrast } from '../ui/theme.js';
import { CustomerTurn } from './customer-turn.js';
import type { KioskController } from './kiosk.controller.js';

export const textSizes = ['usual', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

/** For as long as the browser runs: a reload of the page must not take a customer's choices away. */
const keptAs = { language: 'etapiste.kiosk.language', size: 'etapiste.kiosk.text', contrast: 'etapiste.kiosk.contrast' };

/**
 * Language, text size and contrast: a customer's choices for the time of the own turn, then the room's own again. The
 * room's language is the terminal's, where somebody has set one, else the first of its point.
 */
export class ComfortController implements ReactiveController {
  size: TextSize = 'usual';
  isContrast = false;
  private readonly turn = new CustomerTurn(() => performance.now());

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly kiosk: KioskController | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const event of ['pointerdown', 'keydown']) addEventListener(event, this.onTouch);
    this.showSize(textSizes.find((size) => size === sessionStorage.getItem(keptAs.size)) ?? 'usual');
    const kept = sessionStorage.getItem(keptAs.contrast);
    this.showContrast(kept === null ? isContrastAsked() : kept === 'on');
    this.followLanguage();
  }

  hostUpdate(): void {
    if (this.kiosk && this.turn.isOver(this.kiosk)) this.reset();
    this.followLanguage();
  }

  hostDisconnected(): void {
    for (const event of ['pointerdown', 'keydown']) removeEventListener(event, this.onTouch);
  }

  speak(chosen: Language): void {
    sessionStorage.setItem(keptAs.language, chosen);
    this.followLanguage();
  }

  /** 1, 1.3, 1.6 and around again. */
  nextSize(): void {
    const next = textSizes[(textSizes.indexOf(this.size) + 1) % textSizes.length] ?? 'usual';
    sessionStorage.setItem(keptAs.size, next);
    this.showSize(next);
  }

  switchContrast(): void {
    sessionStorage.setItem(keptAs.contrast, this.isContrast ? 'off' : 'on');
    this.showContrast(!this.isContrast);
  }

  private reset(): void {
    if (Object.values(keptAs).every((name) => sessionStorage.getItem(name) === null)) return;
    for (const name of Object.values(keptAs)) sessionStorage.removeItem(name);
    this.showSize('usual');
    this.showContrast(isContrastAsked());
  }

  /** The register may come later than the page: the room's own language is then spoken as soon as it is known. */
  private followLanguage(): void {
    const chosen = language.safeParse(sessionStorage.getItem(keptAs.language)).data;
    const wanted = chosen ?? rememberedLanguage() ?? this.kiosk?.point?.languages[0] ?? 'fi';
    // Texts that cannot be fetched now are asked for again with the next tick; until then the page speaks as before.
    if (wanted !== currentLanguage()) setLanguage(wanted, { remember: false }).catch(() => undefined);
  }

  private showSize(size: TextSize): void {
    this.size = size;
    if (size === 'usual') delete document.documentElement.dataset['text'];
    else document.documentElement.dataset['text'] = size;
    this.host.requestUpdate();
  }

  private showContrast(isHigh: boolean): void {
    this.isContrast = isHigh;
    setContrast(isHigh);
    this.host.requestUpdate();
  }

  private readonly onTouch = (): void => this.turn.touch();
}

/** Where the browser itself asks for contrast, that is the room's own look. */
const isContrastAsked = (): boolean => matchMedia('(prefers-contrast: more)').matches;
