import type { Page } from 'playwright-core';

/** Where the focus is, as a person with a keyboard finds it. */
export interface Stop {
  readonly name: string;
  /** Whether it looks different from the same thing without focus. */
  readonly isMarked: boolean;
  readonly isOnScreen: boolean;
}

/** The thing that has the focus, also inside elements; undefined while the page itself has it. */
export const focused = (page: Page): Promise<Stop | undefined> =>
  page.evaluate(() => {
    let element = document.activeElement as HTMLElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
    if (element === document.body) return undefined;
    // A control within a frame of its own is marked by its frame.
    const framed = element.closest<HTMLElement>('label') ?? element;
    const look = (): string => {
      const { boxShadow, outlineStyle, outlineWidth, outlineColor } = getComputedStyle(framed);
      return [boxShadow, outlineStyle, outlineWidth, outlineColor].join();
    };
    const marked = look();
    element.blur();
    const plain = look();
    element.focus();
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const host =
      element.getRootNode() instanceof ShadowRoot ? ((element.getRootNode() as ShadowRoot).host as HTMLElement) : undefined;
    const text = element.getAttribute('aria-label') ?? element.dataset['part'] ?? (element.innerText || host?.innerText || '');
    return {
      name: text.trim().replaceAll(/\s+/g, ' ') || element.localName,
      isMarked: marked !== plain,
      isOnScreen: top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth,
    };
  });

/** Every stop from the start of the page until the focus leaves it, or, backwards, comes around again. */
export async function walk(page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (!stop || stop.name === stops[0]?.name) return stops;
    stops.push(stop);
  }
  throw new Error(`the focus never leaves the page: ${stops.map(({ name }) => name).join(', ')}`);
}

/** Goes on with Tab until the named thing has the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop && name.test(stop.name)) return;
    passed.push(stop?.name ?? '(the page)');
  }
  throw new Error(`${name} is not reached: ${passed.join(', ')}`);
}
