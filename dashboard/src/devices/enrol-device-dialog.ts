import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import '@awesome.me/webawesome/dist/components/option/option.js';
import '@awesome.me/webawesome/dist/components/select/select.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { readCode, type LiveState, type ShownEnrolment } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { placeName } from '../calls/index.js';
import { duration, localized, msg, str } from '../i18n/index.js';
import { KeptFocus, sharedStyles } from '../ui/index.js';
import { deviceKindWords } from './device-words.js';
import { confirmEnrolment, findEnrolment } from './enrolment.data.js';

/** Where the maintainer is: typing the code, choosing the room of the device that was found, or done. */
type Step =
  | { readonly kind: 'code' }
  | { readonly kind: 'room'; readonly device: ShownEnrolment }
  | { readonly kind: 'done'; readonly device: ShownEnrolment; readonly roomId: string };

/** Takes a device into the house: its code, what it is, its room. Tells its page `device-enrolled`; closed says `dismissed`. */
@customElement('enrol-device-dialog')
@localized()
export class EnrolDeviceDialog extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s-m);
      }
      wa-input::part(input) {
        font:
          600 1.5rem/1.4 ui-monospace,
          'DejaVu Sans Mono',
          monospace;
        letter-spacing: 0.15em;
        text-transform: uppercase;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 16px;
      }
      dt {
        color: var(--text-quiet);
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: var(--s-xs);
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) points: LiveState['points'] = [];
  @state() private step: Step = { kind: 'code' };
  @state() private typed = '';
  @state() private roomId = '';
  @state() private isBusy = false;
  @state() private wrong = '';

  constructor() {
    super();
    // What was pressed is gone with its step.
    this.addController(new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>('[autofocus]')));
  }

  protected override render() {
    return html`<wa-dialog
      label=${msg('Liitä laite')}
      ?open=${this.open}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.close()}
    >
      ${this.stepView}
    </wa-dialog>`;
  }

  private get stepView() {
    const { step } = this;
    if (step.kind === 'code') return this.codeForm;
    if (step.kind === 'room') return this.roomForm(step.device);
    return html`<form @submit=${this.startAgain}>
      <p role="status">
        <b>${msg(str`${deviceKindWords(step.device.kind)} on liitetty: ${placeName(step.roomId, this.points)}.`)}</b>
      </p>
      <p class="quiet">${msg('Laite ottaa yhteyden itse hetken kuluttua.')}</p>
      <div class="buttons">
        <wa-button type="submit" variant="brand" appearance="plain">${msg('Liitä toinen laite')}</wa-button>
        <wa-button type="button" variant="brand" data-dialog="close" autofocus>${msg('Valmis')}</wa-button>
      </div>
    </form>`;
  }

  private get codeForm() {
    return html`<form @submit=${this.find}>
      <p class="quiet">${msg('Laite näyttää koodin ruudullaan tai lokissaan. Koodi on voimassa 10 minuuttia.')}</p>
      <wa-input
        label=${msg('Laitteen koodi, 8 kirjainta')}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        maxlength="12"
        autofocus
        .value=${this.typed}
        @input=${(event: Event) => this.type((event.target as HTMLInputElement).value)}
      ></wa-input>
      ${this.problem}
      <div class="buttons">
        <wa-button type="button" variant="brand" appearance="plain" data-dialog="close">${msg('Peruuta')}</wa-button>
        <wa-button type="submit" variant="brand" ?loading=${this.isBusy}>${msg('Etsi laite')}</wa-button>
      </div>
    </form>`;
  }

  private roomForm(device: ShownEnrolment) {
    return html`<form @submit=${(event: Event) => this.confirm(event, device)}>
      <dl>
        <dt>${msg('Laite')}</dt>
        <dd><b>${deviceKindWords(device.kind)}</b></dd>
        <dt>${msg('Osoite')}</dt>
        <dd>${device.address}</dd>
        <dt>${msg('Koodi annettu')}</dt>
        <dd>${msg(str`${duration(device.ageSeconds * 1_000)} sitten`)}</dd>
      </dl>
      <wa-select
        label=${msg('Mihin huoneeseen laite kuuluu?')}
        placeholder=${msg('Valitse huone')}
        autofocus
        .value=${this.roomId}
        @change=${(event: Event) => (this.roomId = (event.target as HTMLSelectElement).value)}
      >
        ${this.points.flatMap(({ rooms }) =>
          rooms.map(({ id }) => html`<wa-option value=${id}>${placeName(id, this.points)}</wa-option>`),
        )}
      </wa-select>
      <p class="quiet">
        ${
          device.kind === 'controller'
            ? msg('Huoneen entinen ohjain jää pois, kun uusi on saanut yhteyden.')
            : msg('Huoneen entinen näyttö jää pois heti, kun uusi on liitetty.')
        }
      </p>
      ${this.problem}
      <div class="buttons">
        <wa-button type="button" variant="brand" appearance="plain" @click=${this.startAgain}>${msg('Takaisin')}</wa-button>
        <wa-button type="submit" variant="brand" ?loading=${this.isBusy}>${msg('Liitä laite')}</wa-button>
      </div>
    </form>`;
  }

  private get problem() {
    if (!this.wrong) return nothing;
    return html`<notice-note tone="bad" role="alert"
      ><wa-icon slot="mark" name="error" aria-hidden="true"></wa-icon>${this.wrong}</notice-note
    >`;
  }

  private type(typed: string): void {
    this.typed = typed;
    this.wrong = '';
  }

  private readonly find = async (event: Event): Promise<void> => {
    event.preventDefault();
    const code = readCode(this.typed);
    if (!code) {
      this.wrong = msg('Koodissa on 8 kirjainta, esimerkiksi BCDF-GHJK. Vokaaleja tai numeroita siinä ei ole.');
      return;
    }
    await this.ask(async () => {
      this.step = { kind: 'room', device: await findEnrolment(code) };
    });
  };

  private readonly confirm = async (event: Event, device: ShownEnrolment): Promise<void> => {
    event.preventDefault();
    const { roomId } = this;
    if (!roomId) {
      this.wrong = msg('Valitse huone.');
      return;
    }
    await this.ask(async () => {
      await confirmEnrolment(device.id, this.typed, roomId);
      this.step = { kind: 'done', device, roomId };
      this.dispatchEvent(new CustomEvent('device-enrolled'));
    });
  };

  private async ask(work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.wrong = '';
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.wrong = failure.inWords;
    } finally {
      this.isBusy = false;
    }
  }

  private readonly startAgain = (event?: Event): void => {
    event?.preventDefault();
    this.step = { kind: 'code' };
    this.typed = '';
    this.roomId = '';
    this.wrong = '';
  };

  private close(): void {
    this.startAgain();
    this.dispatchEvent(new CustomEvent('dismissed'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'enrol-device-dialog': EnrolDeviceDialog;
  }
}
