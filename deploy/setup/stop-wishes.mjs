/**
 * Resolves when the person wants the start to end: Ctrl-C, a signal, a closed terminal, or the end of the npm that started
 * us (npm runs us inside a shell that passes no signals on).
 * @param {{ lookEveryMs?: number }} [times]
 * @returns {Promise<void>}
 */
export const wishToStop = ({ lookEveryMs = 500 } = {}) =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
    if (!process.env['npm_lifecycle_event']) return;
    const parent = process.ppid;
    const look = setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, lookEveryMs);
    look.unref();
  });
