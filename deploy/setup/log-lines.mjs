/**
 * What of a program's log the terminal shows: warnings and errors. Ours write JSON lines (pino: 40 is a warning), Janus marks
 * its own in brackets. Everything else is in the log file.
 * @param {string} line
 * @returns {string | undefined} undefined: nothing for the terminal
 */
export function worthShowing(line) {
  if (!line.startsWith('{')) return /\[(ERR|FATAL)\]|^\w*Error:/.test(line) ? line.trim() : undefined;
  try {
    const { level, msg, err } = JSON.parse(line);
    return level >= 40 ? [msg, err?.message].filter(Boolean).join(': ') : undefined;
  } catch {
    return undefined; // Half a line of JSON says nothing to a person.
  }
}
