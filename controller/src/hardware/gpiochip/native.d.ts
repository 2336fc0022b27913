/** What we use of ioctl 2.0, which has no types. Throws with the `code` of the kernel's errno. */
declare module 'ioctl' {
  export default function ioctl(fd: number, request: number, argument: Buffer): number;
}

/** What we use of epoll 4.0, which has no types. Tells again and again while something is to be read, never the same at once. */
declare module 'epoll' {
  export class Epoll {
    static readonly EPOLLIN: number;
    static readonly EPOLLHUP: number;
    static readonly EPOLLERR: number;
    constructor(listener: (error: Error | null, fd: number, events: number) => void);
    add(fd: number, events: number): this;
    /** Stops telling of it. */
    remove(fd: number): this;
    /**
     * Must be called, and not from its own listener. One that is left to the garbage collector ends the process: it tells Node of
     * its end when Node has nobody to listen (a null pointer in `AsyncWrap::EmitDestroy`).
     */
    close(): void;
  }
  /** A CommonJS package whose names Node cannot see: only the whole of it can be imported. */
  const epoll: { readonly Epoll: typeof Epoll };
  export default epoll;
}
