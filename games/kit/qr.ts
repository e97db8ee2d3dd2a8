/** The error correction codewords in a block, and the number of blocks, by the version from 1, at level L (ISO/IEC 18004, table 9). */
const CHECKS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4];
/** The bits of level L in the format information. */
const LEVEL = 1;

/** A picture of dark and light modules while it is made. */
interface Grid {
  readonly size: number;
  readonly dark: boolean[][];
  /** The modules that belong to the code itself, not to its data. */
  readonly fixed: boolean[][];
}

/** The codewords of a version, data and error correction together. */
function codewordsOf(version: number): number {
  const aligned = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const patterns = aligned === 0 ? 0 : (25 * aligned - 10) * aligned - 55;
  const bits = (16 * version + 128) * version + 64 - patterns - (version < 7 ? 0 : 36);
  return Math.floor(bits / 8);
}

function dataCodewordsOf(version: number): number {
  return codewordsOf(version) - CHECKS[version - 1]! * BLOCKS[version - 1]!;
}

/** Puts a text into codewords: byte mode, the length, the bytes, and padding. */
function dataOf(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const put = (value: number, width: number) => {
    for (let at = width - 1; at >= 0; at--) bits.push((value >> at) & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  const most = dataCodewordsOf(version) * 8;
  put(0, Math.min(4, most - bits.length));
  put(0, (8 - bits.length % 8) % 8);
  for (let pad = 0xec; bits.length < most; pad ^= 0xec ^ 0x11) put(pad, 8);
  return Array.from(
    { length: most / 8 },
    (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
}

/** Multiplies in the field of 256 elements of QR codes. */
function multiply(one: number, other: number): number {
  let product = 0;
  for (let at = 7; at >= 0; at--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> at) & 1) * one;
  }
  return product;
}

/** The error correction codewords of a block (Reed-Solomon). */
function checksOf(data: readonly number[], count: number): number[] {
  let divisor = [1];
  for (let root = 1, power = 0; power < count; power++, root = multiply(root, 2)) {
    divisor = [...divisor, 0].map((each, at) => each ^ multiply(divisor[at - 1] ?? 0, root));
  }
  const rest = Array<number>(count).fill(0);
  for (const codeword of data) {
    const factor = codeword ^ rest.shift()!;
    rest.push(0);
    for (let at = 0; at < count; at++) rest[at]! ^= multiply(divisor[at + 1]!, factor);
  }
  return rest;
}

/** Cuts data into blocks, adds the checks of each, and lays the blocks between one another. */
function interleave(data: readonly number[], version: number): number[] {
  const blocks = BLOCKS[version - 1]!;
  const checks = CHECKS[version - 1]!;
  const short = Math.floor(data.length / blocks);
  const firstLong = blocks - data.length % blocks;
  let start = 0;
  const parts = Array.from({ length: blocks }, (_, at) => {
    const end = start + short + (at < firstLong ? 0 : 1);
    const part = data.slice(start, end);
    start = end;
    return part;
  });
  const tails = parts.map((part) => checksOf(part, checks));
  const across = (lists: readonly (readonly number[])[], length: number) =>
    Array.from({ length }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
  return [...across(parts, short + 1), ...across(tails, checks)];
}

function set({ dark, fixed }: Grid, x: number, y: number, isDark: boolean): void {
  dark[y]![x] = isDark;
  fixed[y]![x] = true;
}

/** Draws rings around a middle, as far as they are on the grid: the three large patterns and the small ones. */
function drawRings(grid: Grid, at: { x: number; y: number }, reach: number): void {
  for (let y = at.y - reach; y <= at.y + reach; y++) {
    for (let x = at.x - reach; x <= at.x + reach; x++) {
      if (x < 0 || y < 0 || x >= grid.size || y >= grid.size) continue;
      const ring = Math.max(Math.abs(x - at.x), Math.abs(y - at.y));
      set(grid, x, y, reach === 2 ? ring !== 1 : ring !== 2 && ring !== 4);
    }
  }
}

/** The places of the small patterns along one side. */
function alignmentsOf(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((size - 13) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - at * step).reverse()];
}

/** A number with the remainder of its division behind it, by which readers check it. */
function withRemainder(value: number, divisor: number, width: number): number {
  let rest = value << width;
  for (let at = 31 - Math.clz32(rest); at >= width; at--) {
    if ((rest >> at) & 1) rest ^= divisor << (at - width);
  }
  return (value << width) | rest;
}

function drawFormat(grid: Grid, mask: number): void {
  const { size } = grid;
  const bits = withRemainder((LEVEL << 3) | mask, 0x537, 10) ^ 0x5412;
  const bit = (at: number) => ((bits >> at) & 1) === 1;
  for (let at = 0; at < 15; at++) {
    const near = at < 6 ? at : at < 8 ? at + 1 : 14 - at + (at === 8 ? 1 : 0);
    if (at < 8) set(grid, 8, near, bit(at));
    else set(grid, near, 8, bit(at));
    if (at < 8) set(grid, size - 1 - at, 8, bit(at));
    else set(grid, 8, size - 15 + at, bit(at));
  }
  set(grid, 8, size - 8, true);
}

function drawVersion(grid: Grid, version: number): void {
  if (version < 7) return;
  const bits = withRemainder(version, 0x1f25, 12);
  for (let at = 0; at < 18; at++) {
    const isDark = ((bits >> at) & 1) === 1;
    const [far, near] = [grid.size - 11 + at % 3, Math.floor(at / 3)];
    set(grid, far, near, isDark);
    set(grid, near, far, isDark);
  }
}

function makeGrid(version: number): Grid {
  const size = 17 + 4 * version;
  const none = () => Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const grid: Grid = { size, dark: none(), fixed: none() };
  for (let at = 0; at < size; at++) {
    set(grid, 6, at, at % 2 === 0);
    set(grid, at, 6, at % 2 === 0);
  }
  const places = alignmentsOf(version, size);
  const last = places.at(-1);
  for (const x of places) {
    for (const y of places) {
      const isCorner = (x === 6 && y !== last) && y === 6 || x === 6 && y === last ||
        x === last && y === 6;
      if (!isCorner) drawRings(grid, { x, y }, 2);
    }
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) {
    drawRings(grid, { x, y }, 4);
  }
  drawFormat(grid, 0);
  drawVersion(grid, version);
  return grid;
}

/** Lays the bits in pairs of columns, up and down in turns, from the right. */
function layData(grid: Grid, codewords: readonly number[]): void {
  const { size, dark, fixed } = grid;
  let next = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUp = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (fixed[y]![x]) continue;
        dark[y]![x] = ((codewords[next >> 3] ?? 0) >> (7 - (next & 7)) & 1) === 1;
        next++;
      }
    }
  }
}

/** Turns every second module of a row, so that no large areas are alike (mask 0 is a chessboard). */
function applyMask({ size, dark, fixed }: Grid): void {
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!fixed[y]![x] && (x + y) % 2 === 0) dark[y]![x] = !dark[y]![x];
    }
  }
}

/** The QR code of a text, row by row, true for dark; undefined for a text that is too long. */
export function makeQr(text: string): boolean[][] | undefined {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= CHECKS.length; version++) {
    if (bytes.length > dataCodewordsOf(version) - (version < 10 ? 2 : 3)) continue;
    const grid = makeGrid(version);
    layData(grid, interleave(dataOf(bytes, version), version));
    applyMask(grid);
    return grid.dark;
  }
  return undefined;
}
