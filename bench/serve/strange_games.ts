// Makes folders, archives and pages that no honest tool makes, each from a seed.
import { brotliCompressSync, gzipSync } from "node:zlib";
import { makeZip, type ZipInput } from "../../tests/support/zip_writer.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers that follow from a seed. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2654435761 + 1) >>> 0;
  }

  /** Returns a whole number from 0 up to, but without, `limit`. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor(this.#state / 2 ** 32 * limit);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** Returns a size between 1 and `limit`, as often small as large. */
  size(limit: number): number {
    return 1 + Math.floor(limit ** (this.below(1000) / 1000));
  }
}

const MAX_BYTES = 400_000;

/** Pieces whose repetition keeps careless readers busy. */
const PIECES = [
  "<title ",
  "<title>x</title",
  "<meta http-equiv  ",
  "<meta charset=\t",
  "<!-- ",
  "<!doctype '",
  "<html a='",
  "<head ",
  "<script src=/a",
  "<script type=importmap>{",
  '<base href="/a/',
  '<link rel=modulepreload href="/',
  "&#x1f;",
  "  \n",
  "((((",
  "[[[[",
  "{a:",
  "<T,",
  "a as b as ",
  "=>",
  "`${",
  "/*",
  'import "/a',
  "import(",
  "new URL('/a', import.meta.url)",
  "url(/a",
  '@import "',
  "navigator.serviceWorker . register ",
  "GODOT_THREADS_ENABLED = ",
  "createUnityInstance",
  '"shared" :  ',
  "\u00ff\u00fe",
  "好",
  "\0",
  '{"name":',
  '"base":"s1",',
];

const ENDS = [
  "html",
  "js",
  "mjs",
  "ts",
  "mts",
  "css",
  "json",
  "svg",
  "xhtml",
  "wasm",
  "data.br",
  "data.gz",
  "data.unityweb",
  "wasm.zst",
  "ogg",
  "loader.js",
  "worker.js",
];

const NAMES = [
  "a",
  "ä",
  "A\u0308",
  "关卡",
  "x y",
  "%2e",
  "a#b",
  "index",
  "con",
  "..",
  "a\\b",
  "a".repeat(200),
];

function text(random: Random): Bytes {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  for (let left = random.size(MAX_BYTES); left > 0;) {
    const piece = random.pick(PIECES);
    const count = random.below(3) === 0 ? Math.ceil(left / piece.length) : 1 + random.below(20);
    parts.push(piece.repeat(count));
    left -= piece.length * count;
  }
  return encoder.encode(parts.join("").slice(0, MAX_BYTES));
}

function noise(random: Random): Bytes {
  return Uint8Array.from({ length: random.size(20_000) }, () => random.below(256));
}

/** Changes some bytes, or cuts the end off. */
function damage(bytes: Bytes, random: Random): Bytes {
  const damaged = bytes.slice(
    0,
    random.below(4) === 0 ? random.below(bytes.length + 1) : undefined,
  );
  for (let count = random.below(6); count > 0 && damaged.length > 0; count--) {
    damaged[random.below(damaged.length)] = random.below(256);
  }
  return damaged;
}

function content(name: string, random: Random): Bytes {
  if (/\.(?:br|gz|unityweb|zst)$/.test(name)) {
    const plain = random.below(3) === 0 ? new Uint8Array(random.size(30_000_000)) : text(random);
    const packed = name.endsWith("br")
      ? brotliCompressSync(plain, { params: { 1: 2 } })
      : gzipSync(plain);
    return random.below(2) === 0
      ? Uint8Array.from(packed)
      : damage(Uint8Array.from(packed), random);
  }
  return random.below(4) === 0 ? noise(random) : text(random);
}

function fileName(random: Random): string {
  const folders = Array.from(
    { length: random.below(4) },
    () => random.pick(NAMES).replace("..", "up"),
  );
  return [...folders, `${random.pick(NAMES)}.${random.pick(ENDS)}`].join("/").replaceAll("\\", "_");
}

/** A game at random: the files of a folder, or a zip. */
export type StrangeGame =
  | { readonly kind: "folder"; readonly files: ReadonlyMap<string, Bytes> }
  | { readonly kind: "zip"; readonly bytes: Bytes; readonly files: ReadonlyMap<string, Bytes> };

function makeFiles(random: Random): Map<string, Bytes> {
  const files = new Map([["index.html", text(random)]]);
  const count = random.below(12);
  for (let at = 0; at < count; at++) {
    const name = fileName(random);
    files.set(name, content(name, random));
  }
  if (random.below(3) === 0) files.set("game.json", text(random));
  if (random.below(4) === 0) {
    files.set("game.json", new TextEncoder().encode(`{"base":"s${random.below(9)}","name":"x"}`));
  }
  return files;
}

function zipOf(files: ReadonlyMap<string, Bytes>, random: Random): Bytes {
  const inputs: ZipInput[] = [...files].map(([name, data]) => ({
    name: random.below(20) === 0 ? `../${name}` : name,
    data,
    method: random.pick([0, 8, 8, 8, 12]),
    ...(random.below(20) === 0 ? { sizeBytes: random.size(4e9) } : {}),
    ...(random.below(30) === 0 ? { crc32: 1 } : {}),
    ...(random.below(30) === 0 ? { mode: 0o120777 } : {}),
  }));
  // Thousands of entries, or a path of a thousand folders.
  if (random.below(15) === 0) {
    const count = random.size(5000);
    for (let at = 0; at < count; at++) inputs.push({ name: `many/${at}/x.js`, data: "" });
  }
  if (random.below(15) === 0) {
    inputs.push({ name: "d/".repeat(random.size(1500)) + "x.js", data: "" });
  }
  return makeZip(inputs);
}

/** Makes the game of a seed: a page alone, a folder or an archive. */
export function makeStrangeGame(seed: number): StrangeGame {
  const random = new Random(seed);
  const files = seed % 3 === 0 ? new Map([["index.html", text(random)]]) : makeFiles(random);
  if (seed % 3 !== 2) return { kind: "folder", files };
  const zip = zipOf(files, random);
  return { kind: "zip", files, bytes: random.below(2) === 0 ? zip : damage(zip, random) };
}
