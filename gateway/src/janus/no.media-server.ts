import { MediaServer, MediaUnavailable, type Mountpoint, type Unregister } from './media-server.js';

/** A hub without a media server: everything but video works. */
export class NoMediaServer extends MediaServer {
  readonly isAvailable = false;

  start(): void {
    // Nothing to connect to.
  }

  async stop(): Promise<void> {
    // Nothing to leave.
  }

  createMountpoint(): Promise<Mountpoint> {
    return Promise.reject(new MediaUnavailable('this hub has no media server'));
  }

  recallMountpoint(): Mountpoint {
    throw new MediaUnavailable('this hub has no media server');
  }

  async destroyMountpoint(): Promise<void> {
    // There is none.
  }

  async mountpointInfo(): Promise<undefined> {
    return undefined;
  }

  async destroySession(): Promise<void> {
    // There is none.
  }

  onChange(): Unregister {
    return () => undefined;
  }
}
