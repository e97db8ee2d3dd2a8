import { crc32, deflateSync } from "node:zlib";

/**
 * The mark as Windows' icon: two rounded tokens, and where they overlap a sign to play. It is drawn here by distances
 * to the shapes' edges, because nothing that draws SVG is at hand where a release is made.
 */

type Colour = readonly [red: number, green: number, blue: number];

/** The signed distance from a point to an edge, in units of the picture; negative inside. */
type Shape = (x: number, y: number) => number;

const LEAF: Colour = [47, 158, 107];
const SKY: Colour = [79, 157, 232];
const INK: Colour = [31, 36, 48];
const PAPER: Colour = [251, 247, 239];

/** The picture is 48 units wide and high. */
const UNITS = 48;

const SIZES = [16, 32, 48, 256];

function token(left: number): Shape {
  const [centreX, centreY, half, corner] = [left + 15, 24, 15, 9];
  return (x, y) => {
    const dx = Math.abs(x - centreX) - half + corner;
    const dy = Math.abs(y - centreY) - half + corner;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - corner;
  };
}

function both(one: Shape, other: Shape): Shape {
  return (x, y) => Math.max(one(x, y), other(x, y));
}

/** A triangle that points to the right, about a centre. */
const sign: Shape = (x, y) => {
  const [right, tall] = [x - 20, Math.abs(y - 24)];
  return Math.max(-right, (right * 6.5 + tall * 9 - 58.5) / Math.hypot(6.5, 9));
};

const [left, right] = [token(1), token(17)];
const LAYERS: readonly (readonly [Shape, Colour, opacity: number])[] = [
  [left, LEAF, 1],
  [right, SKY, 1],
  [both(left, right), INK, 0.28],
  [sign, PAPER, 1],
];

/** Draws the picture as rows of red, green, blue and opacity. */
function draw(size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  const unit = UNITS / size;
  for (let at = 0; at < size * size; at++) {
    const [x, y] = [(at % size + 0.5) * unit, (Math.floor(at / size) + 0.5) * unit];
    let [red, green, blue, opacity] = [0, 0, 0, 0];
    for (const [shape, colour, strength] of LAYERS) {
      const cover = strength * Math.min(1, Math.max(0, 0.5 - shape(x, y) / unit));
      if (cover === 0) continue;
      const whole = cover + opacity * (1 - cover);
      const mix = (over: number, under: number) =>
        (over * cover + under * opacity * (1 - cover)) / whole;
      [red, green, blue] = [mix(colour[0], red), mix(colour[1], green), mix(colour[2], blue)];
      opacity = whole;
    }
    pixels.set([red, green, blue, opacity * 255].map(Math.round), at * 4);
  }
  return pixels;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** Encodes a picture as PNG: 8 bits a channel, no filters. */
function encodePng(size: number, pixels: Uint8Array): Uint8Array {
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, size);
  new DataView(header.buffer).setUint32(4, size);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = new Uint8Array(size * (1 + size * 4));
  for (let row = 0; row < size; row++) {
    rows.set(pixels.subarray(row * size * 4, (row + 1) * size * 4), row * (1 + size * 4) + 1);
  }
  return join([
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const ENTRY_BYTES = 16;

/** Makes the icon: an ICO file with a PNG for each size. */
export function makeIcon(): Uint8Array<ArrayBuffer> {
  const pictures = SIZES.map((size) => encodePng(size, draw(size)));
  const head = new Uint8Array(6 + ENTRY_BYTES * SIZES.length);
  const view = new DataView(head.buffer);
  view.setUint16(2, 1, true);
  view.setUint16(4, SIZES.length, true);
  let offset = head.length;
  SIZES.forEach((size, index) => {
    const entry = 6 + ENTRY_BYTES * index;
    // A byte that is 0 means 256.
    head.set([size % 256, size % 256], entry);
    view.setUint16(entry + 4, 1, true);
    view.setUint16(entry + 6, 32, true);
    view.setUint32(entry + 8, pictures[index]!.length, true);
    view.setUint32(entry + 12, offset, true);
    offset += pictures[index]!.length;
  });
  return join([head, ...pictures]);
}
