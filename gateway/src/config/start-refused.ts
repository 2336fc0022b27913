/** The hub will not start like this, and says what to do: nothing is broken, so there is no stack to read. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
