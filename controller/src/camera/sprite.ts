import { lumaBytes, picture } from './picture.js';

const opaque = 255;

/** Where a sprite is drawn; both even, because chroma is at half size. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** One row of one plane: columns that show at all, and the longest run among them that hides everything below. */
interface Row {
  readonly from: number;
  readonly until: number;
  readonly solidFrom: number;
  readonly solidUntil: number;
}

/** Where one row lies: its values and alpha in the sprite, its target in the frame. */
interface RowPlace {
  readonly from: number;
  readonly to: number;
  readonly alpha: number;
  readonly scale: number;
}

interface Plane {
  readonly offset: number;
  readonly target: number;
  readonly scale: 1 | 2;
  readonly rows: readonly Row[];
}

/**
 * A picture with see-through parts, made from planes: luma and alpha whole, chroma at half size (GStreamer's A420). Rows are
 * measured once, so that drawing is mostly copying.
 */
export class Sprite {
  private readonly planes: readonly Plane[];

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly pixels: Buffer,
  ) {
    const size = width * height;
    const plane = (offset: number, target: number, scale: 1 | 2): Plane => ({
      offset,
      target,
      scale,
      rows: Array.from({ length: height / scale }, (_, row) => this.measure(row * scale, scale)),
    });
    this.planes = [plane(0, 0, 1), plane(size, lumaBytes, 2), plane(size + size / 4, lumaBytes + lumaBytes / 4, 2)];
  }

  /**
   * Draws onto an I420 frame, cut off at its lower edge, and goes on with the last column to its right edge: an arm does not end
   * in the air.
   */
  draw(frame: Buffer, { x, y }: Place): void {
    for (const { offset, target, scale, rows } of this.planes) {
      const frameRow = picture.width / scale;
      const visible = Math.min(rows.length, (picture.height - y) / scale);
      for (let row = 0; row < visible; row++) {
        const from = offset + row * (this.width / scale);
        const to = target + (y / scale + row) * frameRow + x / scale;
        this.drawRow(frame, rows[row] as Row, { from, to, alpha: this.alphaOf(row * scale), scale });
        const rest = frameRow - x / scale;
        if (this.isSolidAtEdge(rows[row] as Row, scale)) {
          frame.fill(this.pixels[from + this.width / scale - 1] ?? 0, to + this.width / scale, to + rest);
        }
      }
    }
  }

  private drawRow(frame: Buffer, row: Row, at: RowPlace): void {
    this.blend(frame, at, row.from, Math.min(row.solidFrom, row.until));
    this.pixels.copy(frame, at.to + row.solidFrom, at.from + row.solidFrom, at.from + row.solidUntil);
    this.blend(frame, at, row.solidUntil, row.until);
  }

  private blend(frame: Buffer, at: RowPlace, fromColumn: number, untilColumn: number): void {
    for (let column = fromColumn; column < untilColumn; column++) {
      const alpha = this.pixels[at.alpha + column * at.scale] ?? 0;
      const over = this.pixels[at.from + column] ?? 0;
      const under = frame[at.to + column] ?? 0;
      frame[at.to + column] = under + Math.trunc(((over - under) * alpha) / opaque);
    }
  }

  private measure(row: number, scale: 1 | 2): Row {
    const alpha = this.alphaOf(row);
    const length = this.width / scale;
    const at = (column: number) => this.pixels[alpha + column * scale] ?? 0;
    let [from, until, solidFrom, solidUntil] = [length, 0, length, length];
    let runFrom = 0;
    for (let column = 0; column < length; column++) {
      if (at(column) > 0) [from, until] = [Math.min(from, column), column + 1];
      if (at(column) < opaque) runFrom = column + 1;
      else if (column + 1 - runFrom > solidUntil - solidFrom) [solidFrom, solidUntil] = [runFrom, column + 1];
    }
    return { from, until, solidFrom, solidUntil };
  }

  private isSolidAtEdge(row: Row, scale: number): boolean {
    return row.solidUntil === this.width / scale && row.solidFrom < row.solidUntil;
  }

  private alphaOf(row: number): number {
    return (this.width * this.height * 3) / 2 + row * this.width;
  }
}

/** Puts back the plain picture from a row (even) to the lower edge. */
export function restoreBelow(frame: Buffer, plain: Buffer, row: number): void {
  const quarter = lumaBytes / 4;
  plain.copy(frame, row * picture.width, row * picture.width, lumaBytes);
  for (const plane of [lumaBytes, lumaBytes + quarter]) {
    const from = plane + (row / 2) * (picture.width / 2);
    plain.copy(frame, from, from, plane + quarter);
  }
}
