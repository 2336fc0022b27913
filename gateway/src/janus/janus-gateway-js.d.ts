/** What we use of janus-gateway-js 2, which has no types. Its promises are Bluebird's, fit for `await`. */
declare module 'janus-gateway-js' {
  interface Emitter {
    on(event: string, listener: (...parameters: never[]) => void): void;
  }

  export interface PluginMessage {
    /** The whole answer. Never use `get()`: it turns 0, false and '' into null. */
    getPlainMessage(): { plugindata?: { data?: unknown } };
  }

  export interface Plugin extends Emitter {
    /** Rejects with `JanusError` when the plugin answers with an error; after 30 s of silence with an Error. */
    sendWithTransaction(message: { body: object }): PromiseLike<PluginMessage>;
  }

  export interface Session extends Emitter {
    attachPlugin(name: string): PromiseLike<Plugin>;
  }

  export interface Connection extends Emitter {
    createSession(): PromiseLike<Session>;
    send(message: object): PromiseLike<void>;
    close(): PromiseLike<void>;
  }

  export interface Options {
    readonly apisecret: string;
    /** Milliseconds between keepalives of each session. */
    readonly keepalive: number;
  }

  class Client {
    constructor(address: string, options: Options);
    /** Rejects with the socket's event, not an Error, when nobody answers. */
    createConnection(id: string): PromiseLike<Connection>;
  }

  class JanusError extends Error {
    readonly code: number;
  }

  const library: { readonly Client: typeof Client; readonly Error: typeof JanusError };
  export default library;
}
