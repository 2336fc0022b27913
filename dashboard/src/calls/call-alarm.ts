import type { Call } from '@etapiste/protocol';
import { msg, str } from '../i18n/index.js';
import type { CallSound } from './call-sound.js';

/**
 * What draws an advisor's attention besides the card: the sound, a notification of the system while the page is hidden,
 * and the tab's title.
 */
export class CallAlarm {
  private readonly notifications = new Map<string, Notification>();

  constructor(
    readonly sound: CallSound,
    /** `Porvoo-info, huone 1`, in the language of the page. */
    private readonly place: (call: Call) => string,
  ) {}

  /**
   * The calls that ring on this page now, none makes it quiet, and how many wait in all. Called after every change.
   */
  ring(calls: readonly Call[], waiting: number): void {
    nameTab(waiting);
    if (calls.length > 0) this.sound.ring();
    else this.sound.quiet();
    this.closeAllBut(calls.map(({ id }) => id));
    for (const call of calls) this.notify(call);
  }

  stop(): void {
    this.sound.quiet();
    this.closeAllBut([]);
  }

  private notify(call: Call): void {
    const isWanted =
      document.visibilityState === 'hidden' && typeof Notification !== 'undefined' && Notification.permission === 'granted';
    if (!isWanted || this.notifications.has(call.id)) return;
    const place = this.place(call);
    const notification = new Notification(msg(str`Kutsu: ${place}`), {
      body: msg('Kukaan ei ole vielä vastannut.'),
      tag: call.id,
      requireInteraction: true,
    });
    notification.addEventListener('click', () => {
      window.focus();
      notification.close();
    });
    this.notifications.set(call.id, notification);
  }

  private closeAllBut(kept: readonly string[]): void {
    for (const [callId, notification] of this.notifications) {
      if (kept.includes(callId)) continue;
      notification.close();
      this.notifications.delete(callId);
    }
  }
}

/** Only when it changes: the browser tells its other processes of every title. */
function nameTab(waiting: number): void {
  const name = `${msg('Taulu')}: Etäpiste`;
  const title = waiting > 0 ? `(${waiting}) ${name}` : name;
  if (document.title !== title) document.title = title;
}
