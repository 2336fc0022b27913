/** What we use of sd-notify 2.8, which has no types. */
declare module 'sd-notify' {
  const sdNotify: {
    /** sd_notify(3): lines of KEY=value. Says nothing when nobody listens. */
    sendState(state: string): void;
  };
  export default sdNotify;
}
