/** What we use of gstreamer-superficial 1.7, which has no types (FACTS: its traps). */
declare module 'gstreamer-superficial' {
  export interface Element {
    /** On an appsrc: one buffer, copied. */
    push(buffer: Buffer): void;
    /** On an appsink: calls back once, from a thread of libuv's pool. */
    pull(callback: (buffer: Buffer | undefined) => void): void;
    /** On x264enc: kbit/s; may be set while it runs. */
    bitrate: number;
  }

  export class Pipeline {
    /** Throws a plain Error for a pipeline that cannot be built. */
    constructor(launch: string);
    play(): void;
    /** Blocks until the streaming threads end. */
    stop(): void;
    /** Leaks at each call: once per element. */
    findChild(name: string): Element;
    pollBus(callback: (message: { readonly type: string; readonly message?: string }) => void): void;
  }
}
