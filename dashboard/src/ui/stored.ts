/** What a browser's store keeps under a name, as it was written; undefined when there is nothing or it is spoilt. */
export function readStored(store: Storage, name: string): unknown {
  try {
    return JSON.parse(store.getItem(name) ?? 'null') ?? undefined;
  } catch {
    // Somebody or something has written rubbish: as good as nothing.
    return undefined;
  }
}
