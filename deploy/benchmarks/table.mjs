/**
 * The results as a table for a terminal.
 * @param {readonly import('./figures.mjs').Result[]} results
 */
export function tableOf(results) {
  const head = ['what', 'ours', 'peer', 'ratio', 'unit', 'target', ''];
  const rows = results.map(({ name, ours, peer, ratio, unit, target, met }) => [
    name,
    shown(ours),
    shown(peer),
    shown(ratio),
    unit,
    target ?? '',
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** @param {number | null} figure */
const shown = (figure) => (figure === null ? '–' : String(figure));
