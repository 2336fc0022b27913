import { html, nothing } from 'lit';
import type { PaperViewing } from './paper-viewing.js';
import './viewer-adjust.js';
import './viewer-key-list.js';
import './viewer-tools.js';
import type { ViewerAct } from './viewer-acts.js';
import type { LookChosen, PaperStraightened } from './viewer-adjust.js';
import type { ViewerActed, ViewerPanel } from './viewer-tools.js';

/** What stands below the picture for who works with it. */
export interface ViewerDesk {
  readonly viewing: PaperViewing;
  readonly panel: ViewerPanel;
  readonly isLive: boolean;
  readonly isFrozen: boolean;
  readonly isFullScreen: boolean;
  /** The last change, for who does not see it. */
  readonly said: string;
  readonly act: (act: ViewerAct) => void;
}

/** Tools, the panel that is open, and words for a screen reader. */
export function viewerDesk({ viewing, panel, isLive, isFrozen, isFullScreen, said, act }: ViewerDesk) {
  const onActed = ({ detail }: ViewerActed): void => act(detail);
  const adjust = html`<viewer-adjust
    look=${viewing.look}
    .askew=${viewing.askew}
    ?zoomed=${viewing.isZoomed}
    @viewer-act=${onActed}
    @look-chosen=${({ detail }: LookChosen) => viewing.choose(detail)}
    @paper-straightened=${({ detail }: PaperStraightened) => viewing.straighten(detail)}
  ></viewer-adjust>`;
  return html`<viewer-tools
      percent=${viewing.percent}
      panel=${panel}
      ?frozen=${isFrozen}
      ?large=${viewing.isLarge}
      ?usual=${viewing.isUsual}
      ?full-screen=${isFullScreen}
      ?idle=${!isLive}
      @viewer-act=${onActed}
    ></viewer-tools>
    ${panel === 'adjust' ? adjust : nothing} ${panel === 'keys' ? html`<viewer-key-list></viewer-key-list>` : nothing}
    <p class="hidden-text" role="status">${said}</p>`;
}
