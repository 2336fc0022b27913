import '@awesome.me/webawesome/dist/components/tooltip/tooltip.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { keyOf, type ViewerAct } from './viewer-acts.js';
import { viewerButtonStyles, viewerToolsStyles } from './viewer-tools.styles.js';

/** A person asks for something by a button. */
export type ViewerActed = CustomEvent<ViewerAct>;
/** What is open below the tools. */
export type ViewerPanel = 'none' | 'adjust' | 'keys';

interface Tool {
  readonly act: ViewerAct;
  readonly icon: string;
  readonly words: string;
  readonly isOn?: boolean;
  readonly isOpen?: boolean;
  readonly isOff?: boolean;
}

/** The tools below the paper: what is used all the time as buttons, the rest behind *Säädöt*. */
@customElement('viewer-tools')
@localized()
export class ViewerTools extends LitElement {
  static override styles = [sharedStyles, viewerButtonStyles, viewerToolsStyles];

  @property({ type: Number }) percent = 100;
  @property({ type: Boolean }) frozen = false;
  @property({ type: Boolean }) large = false;
  @property({ type: Boolean, attribute: 'full-screen' }) isFullScreen = false;
  /** Nothing is turned, zoomed or sharpened. */
  @property({ type: Boolean }) usual = false;
  /** There is no picture to do anything with. */
  @property({ type: Boolean }) idle = false;
  @property() panel: ViewerPanel = 'none';

  protected override render() {
    const { idle, percent } = this;
    return html`<div class="bar" role="group" aria-label=${msg('Kuvan työkalut')}>
      <div class="group">
        ${this.icon({ act: 'zoom-out', icon: 'minus', words: msg('Pienennä'), isOff: idle || percent <= 100 })}
        <button
          type="button"
          class="percent num"
          aria-label=${msg(str`Koko paperi, nyt ${percent} %`)}
          aria-disabled=${idle || percent <= 100}
          @click=${() => this.act('whole', idle || percent <= 100)}
        >
          ${percent} %
        </button>
        ${this.icon({ act: 'zoom-in', icon: 'plus', words: msg('Suurenna'), isOff: idle || percent >= 800 })}
      </div>
      <div class="group">
        ${this.icon({ act: 'turn-left', icon: 'turn-left', words: msg('Käännä vasemmalle') })}
        ${this.icon({ act: 'turn-right', icon: 'turn-right', words: msg('Käännä oikealle') })}
      </div>
      ${this.word(
        this.frozen
          ? { act: 'freeze', icon: 'play', words: msg('Palaa suoraan') }
          : { act: 'freeze', icon: 'pause', words: msg('Pysäytä kuva'), isOff: idle },
      )}
      ${this.word({ act: 'adjust', icon: 'settings', words: msg('Säädöt'), isOpen: this.panel === 'adjust' })}
      ${this.word({ act: 'reset', icon: 'refresh', words: msg('Palauta'), isOff: this.usual })}
      <div class="group end">
        ${
          this.isFullScreen
            ? nothing
            : this.icon({
                act: 'large',
                icon: 'widen',
                words: this.large ? msg('Paperi pienemmäksi') : msg('Paperi suureksi'),
                isOn: this.large,
              })
        }
        ${
          document.fullscreenEnabled
            ? this.icon({
                act: 'full-screen',
                icon: 'fullscreen',
                words: this.isFullScreen ? msg('Pois koko näytöltä') : msg('Koko näyttö'),
                isOn: this.isFullScreen,
              })
            : nothing
        }
        ${this.icon({ act: 'keys', icon: 'keyboard', words: msg('Näppäimet'), isOpen: this.panel === 'keys' })}
      </div>
    </div>`;
  }

  private icon(tool: Tool) {
    return html`${this.button(tool, 'icon', nothing)}<wa-tooltip for=${tool.act}>${tool.words} (${keyOf(tool.act)})</wa-tooltip>`;
  }

  private word(tool: Tool) {
    return this.button(tool, 'word', html`<span>${tool.words}</span>`);
  }

  private button({ act, icon, words, isOn, isOpen, isOff = false }: Tool, kind: string, text: unknown) {
    return html`<button
      type="button"
      id=${act}
      class=${kind}
      aria-label=${words}
      aria-keyshortcuts=${keyOf(act).replaceAll(' ', '')}
      aria-pressed=${isOn ?? nothing}
      aria-expanded=${isOpen ?? nothing}
      aria-disabled=${isOff}
      @click=${() => this.act(act, isOff)}
    >
      <wa-icon name=${icon} aria-hidden="true"></wa-icon>${text}
    </button>`;
  }

  /** Not `disabled`: who stands on the button when the picture goes must not fall out of the page. */
  private act(act: ViewerAct, isOff: boolean): void {
    if (!isOff) this.dispatchEvent(new CustomEvent('viewer-act', { detail: act }) satisfies ViewerActed);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'viewer-tools': ViewerTools;
  }
}
