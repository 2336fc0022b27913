const shownWithinMs = 10_000;

/** This process's clock in milliseconds since 1970, finer than a millisecond. */
export const now = () => performance.timeOrigin + performance.now();

/**
 * Sees when an identity first stands in a page: in a text, or as the call of a card that has content. A
 * MutationObserver tells, shadow roots included; nothing is asked of the page that would make it lay out, and while a
 * press is under way nothing is asked of it at all.
 */
export class Stopwatch {
  /** @type {Map<string, number>} by the page's own clock */
  #seen = new Map();
  /** @type {Map<string, (at: number) => void>} */
  #waiting = new Map();
  #offset = 0;

  /** @param {import('playwright-core').Page} page that has not been opened yet */
  async attach(page) {
    await page.exposeFunction('etapisteSeen', (/** @type {string} */ id, /** @type {number} */ at) => this.#onSeen(id, at));
    await page.addInitScript(watchForIdentities);
  }

  /**
   * Learns how far the page's clock is from ours: the question with the shortest way there and back tells best.
   * @param {import('playwright-core').Page} page
   */
  async calibrate(page) {
    const answers = [];
    for (let n = 0; n < 25; n++) {
      const asked = now();
      const there = await page.evaluate(() => performance.timeOrigin + performance.now());
      const back = now();
      answers.push({ took: back - asked, offset: there - (asked + back) / 2 });
    }
    const [best] = answers.toSorted((a, b) => a.took - b.took);
    this.#offset = best?.offset ?? 0;
  }

  /**
   * When the identity came on the page, by our clock.
   * @param {string} id
   * @returns {Promise<number | undefined>} undefined when it did not come
   */
  shown(id) {
    const at = this.#seen.get(id);
    if (at !== undefined) return Promise.resolve(at - this.#offset);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), shownWithinMs);
      this.#waiting.set(id, (seenAt) => {
        clearTimeout(timer);
        resolve(seenAt - this.#offset);
      });
    });
  }

  /**
   * @param {string} id
   * @param {number} at
   */
  #onSeen(id, at) {
    this.#seen.set(id, at);
    this.#waiting.get(id)?.(at);
    this.#waiting.delete(id);
  }
}

/** Runs in the page, before anything else of it. */
function watchForIdentities() {
  const identity = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  /** @type {Set<string>} */
  const seen = new Set();
  const { etapisteSeen } = /** @type {{ etapisteSeen: (id: string, at: number) => void }} */ (
    /** @type {unknown} */ (globalThis)
  );

  /** @param {string | null | undefined} text @param {number} at */
  const note = (text, at) => {
    for (const [id] of text?.matchAll(identity) ?? []) {
      if (seen.has(id)) continue;
      seen.add(id);
      etapisteSeen(id, at);
    }
  };
  /** @param {Element} card @param {number} at */
  const noteCard = (card, at) => {
    const isEmptyYet = card.shadowRoot?.childElementCount === 0;
    const call = Reflect.get(card, 'call');
    if (!isEmptyYet) note(call?.id, at);
  };
  /** @param {Node} node @param {number} at */
  const look = (node, at) => {
    note(node.textContent, at);
    if (!(node instanceof Element)) return;
    if (node.localName === 'call-card') noteCard(node, at);
    for (const card of node.querySelectorAll('call-card')) noteCard(card, at);
  };
  const observer = new MutationObserver((records) => {
    const at = performance.timeOrigin + performance.now();
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') note(target.nodeValue, at);
      for (const node of addedNodes) look(node, at);
      const root = target.getRootNode();
      if (root instanceof ShadowRoot && root.host.localName === 'call-card') noteCard(root.host, at);
    }
  });
  const what = { subtree: true, childList: true, characterData: true };
  observer.observe(document, what);
  /** @type {(this: Element, init: ShadowRootInit) => ShadowRoot} */
  const attachShadow = Reflect.get(Element.prototype, 'attachShadow');
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    observer.observe(root, what);
    return root;
  };
}
