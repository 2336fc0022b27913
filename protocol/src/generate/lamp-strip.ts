import { lampBeats, type LampPattern } from '../rooms/lamp.js';

/** What each pattern means to whoever stands before the lamp, in the order of docs/room.md. */
const meanings: Readonly<Record<LampPattern, string>> = {
  dark: 'nothing',
  sending: 'a call leaves the room',
  stored: 'the hub has the call',
  shown: 'an advisor sees the call',
  'on-the-way': 'an advisor comes',
  'not-reached': 'nobody: desk or number',
  'announced-test': 'the camera is tested',
  fault: 'something is broken',
  identify: 'somebody looks for this room',
};

const shownMs = 8_000;
const [barLeft, barWidth, rowHeight, top, width] = [366, 560, 34, 30, 946];
const xOf = (ms: number): number => barLeft + (barWidth * ms) / shownMs;

/** `docs/room-lamp.svg`: eight seconds of each pattern of the lamp, drawn from the table that lamps and pages play. */
export function lampStrip(): string {
  const patterns = Object.keys(meanings) as LampPattern[];
  const height = top + patterns.length * rowHeight + 6;
  const seconds = Array.from({ length: shownMs / 1_000 + 1 }, (_, second) => second);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="14" role="img" aria-label="Lamp patterns">`,
    `<rect width="${width}" height="${height}" fill="#fff" />`,
    ...seconds.map(
      (second) =>
        `<path d="M${xOf(second * 1_000)} ${top - 4}V${height - 6}" stroke="#d4dbe2" /><text x="${xOf(second * 1_000)}" y="18" text-anchor="middle" fill="#5b6770">${second} s</text>`,
    ),
    ...patterns.flatMap((pattern, index) => row(pattern, top + index * rowHeight)),
    '</svg>',
    '',
  ].join('\n');
}

function row(pattern: LampPattern, y: number): string[] {
  return [
    `<text x="12" y="${y + 20}" font-weight="600" fill="#16294a">${pattern}</text>`,
    `<text x="150" y="${y + 20}" fill="#3c4850">${meanings[pattern]}</text>`,
    `<rect x="${barLeft}" y="${y + 6}" width="${barWidth}" height="20" fill="#c4ccd2" />`,
    ...litTimes(pattern).map(
      ([fromMs, untilMs]) =>
        `<rect x="${xOf(fromMs)}" y="${y + 6}" width="${xOf(untilMs) - xOf(fromMs)}" height="20" fill="#f6ae06" stroke="#7a4a00" />`,
    ),
  ];
}

/** From when until when the lamp is lit within the time that is drawn, milliseconds. */
function litTimes(pattern: LampPattern): [number, number][] {
  const beats = lampBeats[pattern];
  if (beats.length < 2) return beats.length === 0 ? [] : [[0, shownMs]];
  const lit: [number, number][] = [];
  for (let index = 0, atMs = 0; atMs < shownMs; index++) {
    const untilMs = atMs + (beats[index % beats.length] ?? shownMs);
    if (index % 2 === 0) lit.push([atMs, Math.min(untilMs, shownMs)]);
    atMs = untilMs;
  }
  return lit;
}
