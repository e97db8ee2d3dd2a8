// Roads as smooth lines between corner points, with the point at any distance.

/** A place on the board, in cells. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Points of a road at equal distances, so that a look-up costs one index. */
export interface Path {
  readonly corners: readonly Point[];
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** The whole length in cells. */
  readonly length: number;
  /** The distance between two points. */
  readonly stride: number;
}

const CORNER_RADIUS = 0.42;
const CORNER_PARTS = 8;
const STRIDE = 0.05;

/** Parses "-1,1 10,1 10,3" as the middles of cells. */
export function parseCorners(text: string): Point[] {
  return text.split(" ").map((pair) => {
    const [x, y] = pair.split(",").map(Number);
    if (x === undefined || y === undefined || Number.isNaN(x + y)) {
      throw new Error(`Cannot read road "${text}": "${pair}" is not a pair of numbers`);
    }
    return { x: x + 0.5, y: y + 0.5 };
  });
}

/** Lists every cell of a road in order, including those outside the board. */
export function cellsOf(corners: readonly Point[]): Point[] {
  const cells: Point[] = [];
  for (let i = 0; i + 1 < corners.length; i++) {
    const from = corners[i]!;
    const to = corners[i + 1]!;
    const steps = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    for (let s = i === 0 ? 0 : 1; s <= steps; s++) {
      const part = s / steps;
      cells.push({
        x: Math.floor(from.x + (to.x - from.x) * part),
        y: Math.floor(from.y + (to.y - from.y) * part),
      });
    }
  }
  return cells;
}

/** Makes a road. Its rounding uses only basic arithmetic, so that replays agree on every machine. */
export function makePath(corners: readonly Point[]): Path {
  const line = roundCorners(corners);
  const xs: number[] = [];
  const ys: number[] = [];
  let carry = 0;
  let length = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const from = line[i]!;
    const to = line[i + 1]!;
    const part = Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2);
    for (; carry < part; carry += STRIDE) {
      xs.push(from.x + ((to.x - from.x) * carry) / part);
      ys.push(from.y + ((to.y - from.y) * carry) / part);
    }
    carry -= part;
    length += part;
  }
  const end = line[line.length - 1]!;
  xs.push(end.x);
  ys.push(end.y);
  return { corners, xs, ys, length, stride: STRIDE };
}

function roundCorners(corners: readonly Point[]): Point[] {
  const line: Point[] = [corners[0]!];
  for (let i = 1; i + 1 < corners.length; i++) {
    const corner = corners[i]!;
    const from = toward(corner, corners[i - 1]!);
    const to = toward(corner, corners[i + 1]!);
    for (let k = 0; k <= CORNER_PARTS; k++) {
      const t = k / CORNER_PARTS;
      const a = (1 - t) * (1 - t);
      const b = 2 * t * (1 - t);
      const c = t * t;
      line.push({
        x: a * from.x + b * corner.x + c * to.x,
        y: a * from.y + b * corner.y + c * to.y,
      });
    }
  }
  line.push(corners[corners.length - 1]!);
  return line;
}

function toward(from: Point, to: Point): Point {
  return {
    x: from.x + Math.sign(to.x - from.x) * CORNER_RADIUS,
    y: from.y + Math.sign(to.y - from.y) * CORNER_RADIUS,
  };
}

/** X of the point `distance` cells along the road. */
export function pathX(path: Path, distance: number): number {
  return along(path.xs, distance / path.stride);
}

/** Y of the point `distance` cells along the road. */
export function pathY(path: Path, distance: number): number {
  return along(path.ys, distance / path.stride);
}

function along(values: readonly number[], at: number): number {
  const last = values.length - 1;
  if (at <= 0) return values[0]!;
  if (at >= last) return values[last]!;
  const index = Math.floor(at);
  const from = values[index]!;
  return from + (values[index + 1]! - from) * (at - index);
}
