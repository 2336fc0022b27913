import type WaButton from '@awesome.me/webawesome/dist/components/button/button.js';
import { noChange, type ElementPart } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/**
 * `<wa-button ${blocked(why)}>`: the button cannot act now and says why; undefined lets it act. Not `disabled`: whoever stands on
 * it when the line is lost must not fall out of the page, and finds it there when the line is back.
 */
class Blocked extends Directive {
  private why: string | undefined;
  private button: WaButton | undefined;

  override update(part: ElementPart, [why]: [why: string | undefined]): unknown {
    this.why = why;
    this.button ??= this.watch(part.element as WaButton);
    this.button.title = why ?? '';
    this.button.toggleAttribute('data-blocked', why !== undefined);
    void this.tell(this.button);
    return noChange;
  }

  render(_why: string | undefined): unknown {
    return noChange;
  }

  private watch(button: WaButton): WaButton {
    const stop = (event: Event): void => {
      if (this.why !== undefined) event.stopImmediatePropagation();
    };
    button.addEventListener('click', stop, { capture: true });
    return button;
  }

  /** The button of the browser is inside of the element, once that has drawn itself. */
  private async tell(button: WaButton): Promise<void> {
    await button.updateComplete;
    button.button.setAttribute('aria-disabled', String(this.why !== undefined));
  }
}

export const blocked = directive(Blocked);
