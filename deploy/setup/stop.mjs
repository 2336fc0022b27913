/** The start cannot go on. The message is one clear sentence for the person at the terminal, with the way out. */
export class Stop extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.name = 'Stop';
  }
}
