/** What we use of gstreamer-superficial 1.7, which has no types (FACTS: its traps). */
declare module 'gstreamer-superficial' {
  export interface Element {
    /** On an appsrc: one buffer, copied. */
    push(buffer: Buffer): void;
    /** On an appsink: calls back once, from a thread of libuv's pool; without a buffer at the end of the stream. */
    pull(callback: (buffer: Buffer | null | undefined, caps: Readonly<Record<string, unknown>>) => void): void;
    /** On x264enc: kbit/s; may be set while it runs. */
    bitrate: number;
    /** On x264enc: milliseconds; may be set while it runs. */
    'vbv-buf-capacity': number;
    /** On videorate: frames per second; may be set while it runs. */
    'max-rate': number;
    /** On valve: whether it lets nothing through. */
    drop: boolean;
  }

  export interface BusMessage {
    readonly type: string;
    /** On errors: what the element says. */
    readonly message?: string;
    /** On errors: where, and what the system said. */
    readonly debug?: string;
  }

  export class Pipeline {
    /** Throws a plain Error for a pipeline that cannot be built. */
    constructor(launch: string);
    play(): void;
    /** Blocks until the streaming threads end. */
    stop(): void;
    /** Leaks at each call: once per element. */
    findChild(name: string): Element;
    /** Asks upstream of this element's sink pad for `count` keyframes. */
    forceKeyUnit(name: string, count: number): void;
    pollBus(callback: (message: BusMessage) => void): void;
  }
}
