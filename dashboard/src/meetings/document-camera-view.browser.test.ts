import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../examples/eventually.js';
import type { ExamplesHub } from '../../examples/hub.js';
import { onExamples } from '../../examples/on-examples.js';
import type { DocumentCameraView } from './document-camera-view.js';
import type { ViewerMode } from './picture-told.js';

/*
 * The viewer in a real browser, on a real stream: a canvas that draws a moving bar stands for the camera and the media server.
 */

interface Camera {
  /** Draws on, or stands still: then no frame comes any more. */
  isRunning: boolean;
  readonly drawing: ReturnType<typeof setInterval>;
}
declare global {
  var camera: Camera | undefined;
}

let hub: ExamplesHub;
let page: Page;
let view: Locator;

onExamples({ isShared: true, context: { viewport: { width: 1280, height: 800 } } }, async (on) => {
  ({ hub } = on);
  page = await on.context.newPage();
  view = page.locator('document-camera-view');
  await page.goto('/expert');
});
beforeEach(async () => {
  await page.emulateMedia({ reducedMotion: null });
  await page.evaluate(async () => {
    localStorage.clear();
    if (document.fullscreenElement) await document.exitFullscreen();
  });
  await show();
});

/** Puts a viewer on the page, with a camera that moves, as small as it may be: drawn by the processor; and waits until it is live. */
async function show({ roomId = 'porvoo-1', mode = 'tools' }: { roomId?: string; mode?: ViewerMode } = {}): Promise<void> {
  await page.evaluate(
    async (wanted) => {
      await customElements.whenDefined('document-camera-view');
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
      const paint = canvas.getContext('2d') as CanvasRenderingContext2D;
      clearInterval(globalThis.camera?.drawing);
      let count = 0;
      const draw = (): void => {
        if (!globalThis.camera?.isRunning) return;
        count += 1;
        paint.fillStyle = '#fff';
        paint.fillRect(0, 0, 320, 180);
        paint.fillStyle = '#123';
        paint.fillRect((count * 9) % 300, 0, 20, 180);
      };
      globalThis.camera = { isRunning: true, drawing: setInterval(draw, 40) };
      const element = Object.assign(document.createElement('document-camera-view'), {
        mode: wanted.mode,
        roomId: wanted.roomId,
        known: { isHubLost: false, isVideoAvailable: true, presence: 'online', camera: 'live' },
        now: () => new Date('2026-11-22T07:52:10Z'),
        viewerFor: (_ticket: unknown, events: { track(track: MediaStreamTrack): void }) => ({
          start: () => events.track(canvas.captureStream(25).getVideoTracks()[0] as MediaStreamTrack),
          stop: () => undefined,
        }),
        ticket: { mountpointId: 'm', pin: 'p', seat: 's', path: '/janus' },
      });
      element.style.inlineSize = '800px';
      document.body.replaceChildren(element);
    },
    { roomId, mode },
  );
  await untilState('live');
  if (mode === 'tools') await view.locator('.stage').focus();
}

const untilState = (state: string) => view.and(page.locator(`[data-state=${state}]`)).waitFor();
const button = (name: string | RegExp) => view.getByRole('button', { name });
const isFrozen = () => view.locator('.band').getByText(/^Pysäytetty kuva, klo 9\.52\.10 – ei suora$/);
const run = (isRunning: boolean) => page.evaluate((value) => void ((globalThis.camera as Camera).isRunning = value), isRunning);
const tell = (change: Partial<DocumentCameraView['known']>) =>
  view.evaluate((element: DocumentCameraView, known) => void (element.known = { ...element.known, ...known }), change);
const frames = async () => Number(await view.getAttribute('data-frames'));
/** Edges of the picture and of the stage, as they are drawn. */
const edges = async () => {
  const [picture, stage] = await Promise.all([view.locator('video').boundingBox(), view.locator('.stage').boundingBox()]);
  if (!picture || !stage) throw new Error('nothing is drawn');
  return { picture, stage };
};
const untilPicture = (check: (width: number, height: number) => boolean) =>
  eventually(async () => {
    const { picture } = await edges();
    expect(check(picture.width, picture.height)).toBe(true);
  });
const isSeen = (selector: string) =>
  view.locator(selector).evaluate((element) => getComputedStyle(element).visibility === 'visible' && element.clientWidth > 0);

describe('looking closer', () => {
  it('the wheel zooms to what is under the pointer, up to eightfold and back to the whole', async () => {
    const { stage } = await edges();
    await page.mouse.move(stage.x + 600, stage.y + 100);
    for (let clicks = 0; clicks < 20; clicks++) await page.mouse.wheel(0, -100);
    await view.getByText('800 %').first().waitFor();
    const { picture } = await edges();
    expect((stage.x + 600 - picture.x) / picture.width).toBeCloseTo(600 / 800, 2);
    expect((stage.y + 100 - picture.y) / picture.height).toBeCloseTo(100 / 450, 2);

    await page.keyboard.press('0');
    await untilPicture((width) => Math.abs(width - 800) < 1);
  });

  it('a picture that is dragged stops at its edge', async () => {
    await page.keyboard.press('+');
    await untilPicture((width) => Math.abs(width - 1000) < 1);
    const { stage } = await edges();
    await page.mouse.move(stage.x + 100, stage.y + 100);
    await page.mouse.down();
    await page.mouse.move(stage.x + 790, stage.y + 440, { steps: 5 });
    await page.mouse.up();
    const { picture } = await edges();
    expect(picture.x).toBeCloseTo(stage.x, 0);
    expect(picture.y).toBeCloseTo(stage.y, 0);
  });

  it('two fingers zoom', async () => {
    const { stage } = await edges();
    const send = (type: string, id: number, x: number) =>
      view.locator('.stage').dispatchEvent(type, {
        pointerId: id,
        pointerType: 'touch',
        clientX: stage.x + x,
        clientY: stage.y + 225,
        bubbles: true,
      });
    // Only the browser's own pointers can be captured.
    await view.locator('.stage').evaluate((element) => (element.setPointerCapture = () => undefined));
    await send('pointerdown', 11, 350);
    await send('pointerdown', 12, 450);
    await send('pointermove', 11, 300);
    await send('pointermove', 12, 500);
    await view.getByText('200 %').first().waitFor();
    expect((await edges()).picture.width).toBeCloseTo(1600, 0);
  });

  it('arrows and the buttons for them move the picture; a slider keeps its own keys', async () => {
    for (const key of ['+', '+', '+', 's']) await page.keyboard.press(key);
    await untilPicture((width) => Math.abs(width - 1562.5) < 60);
    const before = (await edges()).picture.x;
    await page.keyboard.press('ArrowRight');
    await eventually(async () => expect((await edges()).picture.x).toBeLessThan(before - 50));
    await button('Vasemmalle').click();
    await eventually(async () => expect((await edges()).picture.x).toBeCloseTo(before, 0));

    await view.getByRole('slider', { name: 'Suorista vino paperi' }).focus();
    await page.keyboard.press('ArrowRight');
    await view.getByText('+0,5°').waitFor();
  });
});

describe('turning', () => {
  it('is remembered for this room’s camera and no other, with nothing else than what was chosen', async () => {
    await page.keyboard.press('r');
    await untilPicture((width, height) => height > width);
    await page.keyboard.press('Shift+R');
    await untilPicture((width, height) => width > height);
    await page.keyboard.press('r');
    await page.keyboard.press('t');

    await page.reload();
    await show();
    await untilPicture((width, height) => height > width);
    await show({ roomId: 'imatra-1' });
    await untilPicture((width, height) => width > height);
    const kept = await page.evaluate(() => localStorage.getItem('etapiste.viewer'));
    expect(JSON.parse(kept ?? '')).toEqual({ isLarge: false, look: 'sharp', quarters: { 'porvoo-1': 1 } });
  });

  it('a paper laid askew is straightened by degrees, and one press brings all back', async () => {
    await page.keyboard.press('s');
    await view.getByRole('slider').fill('-12.5');
    await view.getByText('−12,5°').waitFor();
    await button('Palauta').click();
    await view.getByText('0,0°', { exact: true }).waitFor();
    expect((await edges()).picture.width).toBeCloseTo(800, 0);
  });
});

describe('a frozen picture', () => {
  it('says its time and that it is not live, stands while the live picture goes on, and goes in one press', async () => {
    const pixels = () =>
      view.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL('image/webp', 0.1).length);
    await page.keyboard.press('p');
    await isFrozen().waitFor();
    await view.getByText('Kuva on suora').waitFor();
    const [still, before] = [await pixels(), await frames()];
    await eventually(async () => expect(await frames()).toBeGreaterThan(before + 20));
    expect(await pixels()).toBe(still);
    expect(hub.requests).toEqual([]);

    await button('Palaa suoraan kuvaan').click();
    await isFrozen().waitFor({ state: 'detached' });
    // The focus is not lost with the button: the next key is heard.
    await page.keyboard.press('+');
    await view.getByText('125 %').first().waitFor();
    expect(await view.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(0);
  });

  it('is covered with the live picture, and cannot be made while there is none', async () => {
    await page.keyboard.press('p');
    await isFrozen().waitFor();
    await run(false);
    await untilState('covered');
    await view.getByText('Paperin kuva ei ole suora').waitFor();
    expect([await isSeen('canvas'), await isSeen('video')]).toEqual([false, false]);

    await page.keyboard.press('p');
    await page.keyboard.press('p');
    await run(true);
    await untilState('live');
    expect(await isFrozen().count()).toBe(0);
  });

  it('is forgotten when the visit’s picture ends', async () => {
    await page.keyboard.press('p');
    await isFrozen().waitFor();
    await view.evaluate((element: DocumentCameraView) => void (element.ticket = undefined));
    await untilState('none');
    expect(await view.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(0);
  });
});

describe('freshness', () => {
  it('a picture that stands is covered also when looked at closely, sharpened, and on the full screen', async () => {
    for (const key of ['+', '+', 't', 'f']) await page.keyboard.press(key);
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await run(false);
    await untilState('covered');
    expect(await isSeen('video')).toBe(false);
    expect(await view.getByRole('alert').isVisible()).toBe(true);
    await run(true);
    await untilState('live');
    expect(await isSeen('video')).toBe(true);
  });

  it('the black frame that the browser draws where a track has ended is no picture', async () => {
    await run(false);
    await untilState('covered');
    const before = await frames();
    await view.locator('video').evaluate(async (video: HTMLVideoElement) => {
      const drawn = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      for (const track of (video.srcObject as MediaStream).getTracks()) track.stop();
      // A Chromium that has more to do may not draw it at all.
      await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, 2_000))]);
    });
    expect(await frames()).toBe(before);
    await untilState('covered');
  });

  it('a page without the hub cannot confirm, and shows what still comes', async () => {
    await tell({ isHubLost: true });
    await view.getByText('Emme voi varmistaa huoneen tilaa').waitFor();
    expect(await view.getByText('Kuva on suora').count()).toBe(0);
    const before = await frames();
    await eventually(async () => expect(await frames()).toBeGreaterThan(before + 10));
    expect(await isSeen('video')).toBe(true);
  });

  it('black and covered are said on the picture, which stays', async () => {
    await tell({ camera: 'black' });
    await view.getByText('Kuva on musta: kamera voi olla peitetty').waitFor();
    await tell({ camera: 'covered' });
    await view.getByText('Kamera on peitetty').waitFor();
    expect(await isSeen('video')).toBe(true);
  });
});

describe('for everybody', () => {
  it('every tool is large enough for a finger and has its name', async () => {
    await page.keyboard.press('s');
    await button('Alas').waitFor();
    for (const each of await view.getByRole('button').all()) {
      const box = await each.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      expect((await each.getAttribute('aria-label')) ?? (await each.innerText())).toMatch(/\p{L}/u);
    }
  });

  it('the list of keys opens with ? and each change is told to who does not see it', async () => {
    await page.keyboard.press('?');
    await view.getByRole('heading', { name: 'Näppäimet' }).waitFor();
    await page.keyboard.press('+');
    const told = view.getByRole('status').getByText('Suurennus 125 %');
    await eventually(async () => expect(await told.count()).toBe(1));
  });

  it('nothing glides for who wants no motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.keyboard.press('+');
    await view.getByText('125 %').first().waitFor();
    expect(await view.locator('video').evaluate((video) => getComputedStyle(video).transitionDuration)).toBe('0s');
  });

  it('in the room the picture has no tools, and says that the expert sees it', async () => {
    await show({ mode: 'mirror' });
    await view.getByText('Asiantuntija näkee tämän').waitFor();
    expect(await view.getByRole('button').count()).toBe(0);
    expect(await view.locator('[tabindex]').count()).toBe(0);
  });
});
