import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, type TemplateResult } from 'lit';
import { RequestFailure } from '../api/index.js';
import { msg } from '../i18n/index.js';

/** What an element shows from the hub: read when it comes, and again when somebody wants; the last known stays when the line drops. */
export class Reading<T> implements ReactiveController {
  value: T | undefined;
  failure: string | undefined;
  private round = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly ask: () => Promise<T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    void this.read();
  }

  /** An answer that comes after a later question is not taken. */
  readonly read = async (): Promise<void> => {
    const round = ++this.round;
    try {
      const value = await this.ask();
      if (round !== this.round) return;
      this.value = value;
      this.failure = undefined;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      if (round === this.round) this.failure = failure.inWords;
    }
    this.host.requestUpdate();
  };

  /** What stands in the place of the first answer until it is there. */
  waiting(label: string): TemplateResult {
    return this.failure ? this.failed() : html`<loading-lines label=${label}></loading-lines>`;
  }

  /** What went wrong, and another try. */
  failed(): TemplateResult {
    return html`<notice-note tone="bad" role="alert"
      ><wa-icon slot="mark" name="error"></wa-icon>${this.failure}<wa-button
        slot="actions"
        appearance="outlined"
        variant="brand"
        @click=${() => void this.read()}
        >${msg('Yritä uudelleen')}</wa-button
      ></notice-note
    >`;
  }
}
