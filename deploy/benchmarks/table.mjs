/**
 * The results as a table for a terminal.
 * @param {readonly import('./figures.mjs').Result[]} results
 */
export function tableOf(results) {
  const { head, rows, widths } = cellsOf(results);
  const line = (/** @type {string[]} */ row) => padded(row, widths).join('  ').trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/**
 * The results as a table for a page.
 * @param {readonly import('./figures.mjs').Result[]} results
 */
export function markdownOf(results) {
  const { head, rows, widths } = cellsOf(results);
  const line = (/** @type {string[]} */ row) => `| ${padded(row, widths).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** @param {readonly import('./figures.mjs').Result[]} results */
function cellsOf(results) {
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
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return { head, rows, widths };
}

/**
 * @param {string[]} row
 * @param {number[]} widths
 */
const padded = (row, widths) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0));

/** @param {number | null} figure */
const shown = (figure) => (figure === null ? '–' : String(figure));
