import { ExpertPage } from './expert-page.mjs';

/** One part of the document camera's benchmark: all parts share a browser and a house. */
export class CameraPart {
  /**
   * @param {import('playwright-core').Browser} browser
   * @param {import('./camera-house.mjs').CameraHouse} house
   * @param {import('./counts.mjs').Counts} counts
   * @param {(line: string) => void} say
   */
  constructor(browser, house, counts, say) {
    this.browser = browser;
    this.house = house;
    this.counts = counts;
    this.say = say;
  }

  /**
   * A new expert's page with the room chosen.
   * @param {string} roomId
   */
  expert(roomId) {
    return ExpertPage.open(this.browser, this.house.url, roomId);
  }
}
