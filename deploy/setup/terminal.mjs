/**
 * What the person at the terminal sees: one short line per thing done. Full output of every program is in its log file.
 * @typedef {object} Terminal
 * @property {(text: string) => void} done something is in order
 * @property {(text: string) => void} note something the person should know
 * @property {(text: string) => void} bad something went wrong
 * @property {(text: string) => void} plain text as it is
 */

/**
 * @param {{ write(text: string): unknown }} [stream]
 * @returns {Terminal}
 */
export const openTerminal = (stream = process.stdout) => ({
  done: (text) => void stream.write(`  ✓ ${text}\n`),
  note: (text) => void stream.write(`  • ${text}\n`),
  bad: (text) => void stream.write(`  ✗ ${text}\n`),
  plain: (text) => void stream.write(`${text}\n`),
});

/**
 * A small table: the first column as wide as its longest word.
 * @param {readonly (readonly [string, string])[]} rows
 */
export function table(rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
}
