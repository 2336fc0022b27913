// Loaded before a hub (`node --import`), it takes out of it whatever asks who somebody is and how far that goes: the peer to
// which the hub as it is gets compared. Forms are still checked, and answers are the same for somebody who may see all of it.
import { partOfHub } from './built-hub.mjs';

await partOfHub('memory');
const { Acting } = await partOfHub('rights/acting');
const { RightsGuard } = await partOfHub('rights/rights.guard');
const { operationKey } = await partOfHub('http/implements.decorator');
const { readInput } = await partOfHub('http/input.decorator');
const { LiveStream } = await partOfHub('live/live-stream');
const { Viewer } = await partOfHub('live/viewer');

/** Of the library reflect-metadata, which the hub brings along. @type {(key: string, target: object) => unknown} */
const metadataOf = Reflect.get(Reflect, 'getMetadata');
const anybody = Acting.by('anyone', [{ kind: 'person', id: 'anybody', name: 'Anybody', signInId: '', grants: [] }]);

/** @param {{ getHandler(): object, switchToHttp(): { getRequest(): object } }} context */
RightsGuard.prototype.canActivate = async function letThrough(context) {
  const operation = metadataOf(operationKey, context.getHandler());
  const request = context.switchToHttp().getRequest();
  if (operation) Object.assign(request, { acting: anybody, input: readInput(operation, request) });
  return true;
};
Acting.prototype.covers = () => true;
Acting.prototype.view = () => 'full';
Viewer.prototype.view = () => 'full';
/** @this {{ held: object[] | undefined, send(event: string, body: string): void }} @param {{ body: string }} news */
LiveStream.prototype.change = function tellAnybody(news) {
  if (this.held) this.held.push(news);
  else this.send('change', news.body);
};
