import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';

/** What is printed in 10 pt on the simulated paper (controller/assets/paper.svg), and where the picture shows it. */
const printed =
  'Täytä lomake huolellisesti ja liitä mukaan palkkatodistus, vuokrasopimus sekä tiliote viimeisiltä 3 kuukaudelta. ' +
  'Hakemus on jätettävä viimeistään 15.12.2029 klo 16.15. Päätös annetaan 30 päivän kuluessa, puh. 0295 123 467.';
const place = { x: 96, y: 122, width: 1094, height: 78, magnified: 3 } as const;

const run = promisify(execFile);

/** The print as the page's video shows it now, enlarged as an expert enlarges it: a PNG file. */
export async function pictureOfPrint(video: Locator): Promise<Buffer> {
  const url = await video.evaluate((shown: HTMLVideoElement, { x, y, width, height, magnified }) => {
    const canvas = document.createElement('canvas');
    canvas.width = width * magnified;
    canvas.height = height * magnified;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.imageSmoothingQuality = 'high';
    context.drawImage(shown, x, y, width, height, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png');
  }, place);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/**
 * Reads with tesseract, in Finnish.
 * @returns how much of the print stands in words that were read without any mistake: 0 to 1, by characters
 */
export async function partRead(png: Buffer): Promise<number> {
  const reading = run('tesseract', ['-', '-', '-l', 'fin', '--psm', '6', '--dpi', '300'], {
    // Its own threads are slower than one on a busy machine.
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });
  reading.child.stdin?.end(png);
  const read = new Set((await reading).stdout.split(/\s+/));
  const words = printed.split(' ');
  const characters = (of: readonly string[]) => of.join('').length;
  return characters(words.filter((word) => read.has(word))) / characters(words);
}
