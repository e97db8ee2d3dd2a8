import type { Text } from "../../kit/language.ts";
import { seedOf } from "../../kit/random.ts";
import { COLS, type PlantKind, ROWS, type ZombieKind } from "../../zwdzjs-v1/rules/kinds.ts";
import { PACKET_SLOTS } from "../../zwdzjs-v1/rules/levels.ts";
import { CROWD_LIMIT } from "../../zwdzjs-v1/rules/waves.ts";
import { BitReader, BitWriter, isCodeText } from "./bits.ts";
import type { Planted } from "../../zwdzjs-v1/fair/ground.ts";
import { FARTHEST, HOURS, type Lawn, type LawnZombie, MOST_SUN, SUN_STEP } from "./lawn.ts";

/** The longest code. A full lawn with the largest crowd takes about 190 characters. */
export const LONGEST_CODE = 200;

/** A code that starts with another number is of another version of the game. */
const VERSION = 1;
/** The check at the end, which finds a wrong or missing character. */
const CHECK_CHARS = 3;

/** The widths of the numbers in bits; 5 leave room for 31 kinds, so that old codes stay good when kinds are added. */
const WIDTH = { version: 4, hour: 2, roosters: 1, sun: 7, packets: 31, kind: 5, count: 7 } as const;
const PLACES = FARTHEST + 1;

/** The kinds in the order of their numbers in codes. New kinds come last, or old codes would be other lawns. */
export const CODED_PLANTS: readonly PlantKind[] = [
  "lotus",
  "glowberry",
  "bamboo",
  "peanut",
  "popcorn",
  "mint",
  "fern",
  "caltrop",
  "grape",
  "dragonfruit",
  "clover",
  "pomegranate",
  "dandelion",
  "ginseng",
];
export const CODED_ZOMBIES: readonly ZombieKind[] = [
  "hopper",
  "lantern",
  "hat",
  "pole",
  "wok",
  "dasher",
  "door",
  "drummer",
  "cracker",
  "kite",
  "giant",
  "imp",
  "mole",
  "slinger",
];

/** Why a code is no lawn. */
export const FAULTS = {
  empty: { en: "Paste a lawn's code here first.", zh: "先把花园代码贴到这里。" },
  long: {
    en: "That is too long for a lawn's code.",
    zh: "太长了，花园代码没有这么长。",
  },
  strange: {
    en: "That is not a lawn's code: it has characters that codes never have.",
    zh: "这不是花园代码，里面有代码里不会出现的字符。",
  },
  broken: {
    en: "A character is wrong or missing. Copy the whole code once more.",
    zh: "代码缺了字或者错了字，请重新完整复制一遍。",
  },
  newer: {
    en: "This lawn was made with another version of the game.",
    zh: "这个花园来自另一个版本的游戏，这里打不开。",
  },
} as const satisfies Record<string, Text>;

/** A lawn, or why there is none. */
export type Reading = { readonly lawn: Lawn } | { readonly fault: Text };

/** The number of a zombie's kind, row and place. Sorted, the differences of these numbers are small. */
function rankOf({ kind, row, tenths }: LawnZombie): number {
  return (CODED_ZOMBIES.indexOf(kind) * ROWS + row) * PLACES + tenths;
}

/** The width at which so many differences take the fewest bits. */
function widthFor(count: number): number {
  const mean = (2 ** WIDTH.kind * ROWS * PLACES) / Math.max(1, count);
  return Math.max(0, Math.floor(Math.log2(mean)));
}

function checkOf(text: string): string {
  const check = new BitWriter();
  check.put(seedOf(text) % 2 ** (6 * CHECK_CHARS), 6 * CHECK_CHARS);
  return check.text();
}

/** The code of a lawn: at most LONGEST_CODE characters, and the same for equal lawns. */
export function encodeLawn(lawn: Lawn): string {
  const bits = new BitWriter();
  bits.put(VERSION, WIDTH.version);
  bits.put(HOURS.indexOf(lawn.hour), WIDTH.hour);
  bits.put(lawn.roosters ? 1 : 0, WIDTH.roosters);
  bits.put(lawn.sun / SUN_STEP, WIDTH.sun);
  for (let at = 0; at < WIDTH.packets; at++) {
    const kind = CODED_PLANTS[at];
    bits.put(kind && lawn.packets.includes(kind) ? 1 : 0, 1);
  }
  const cells: number[] = Array(ROWS * COLS).fill(0);
  for (const { kind, row, col } of lawn.plants) {
    cells[row * COLS + col] = CODED_PLANTS.indexOf(kind) + 1;
  }
  for (const cell of cells) bits.put(cell, WIDTH.kind);
  const ranks = lawn.zombies.map(rankOf).sort((a, b) => a - b);
  bits.put(ranks.length, WIDTH.count);
  const width = widthFor(ranks.length);
  for (const [at, rank] of ranks.entries()) bits.putOpen(rank - (ranks[at - 1] ?? 0), width);
  const text = bits.text();
  return text + checkOf(text);
}

/** Takes the code out of a link, and the spaces and line ends out of the code. */
function bareCode(text: string): string {
  const mark = text.indexOf("lawn=");
  const code = mark < 0 ? text : text.slice(mark + "lawn=".length);
  return code.split("").filter((char) => char.trim() !== "").join("");
}

/** Reads a code, or a link with one. It never throws. */
export function decodeLawn(text: string): Reading {
  if (text.length > 4 * LONGEST_CODE) return { fault: FAULTS.long };
  const code = bareCode(text);
  if (code === "") return { fault: FAULTS.empty };
  if (!isCodeText(code)) return { fault: FAULTS.strange };
  if (code.length > LONGEST_CODE) return { fault: FAULTS.long };
  const body = code.slice(0, -CHECK_CHARS);
  if (checkOf(body) !== code.slice(-CHECK_CHARS)) return { fault: FAULTS.broken };
  const bits = new BitReader(body);
  if (bits.take(WIDTH.version) !== VERSION) return { fault: FAULTS.newer };
  const lawn = readLawn(bits);
  if (bits.isPast) return { fault: FAULTS.broken };
  return lawn ? { lawn } : { fault: FAULTS.newer };
}

/** Reads what follows the version; undefined for kinds and numbers that this version does not have. */
function readLawn(bits: BitReader): Lawn | undefined {
  const hour = HOURS[bits.take(WIDTH.hour)];
  const roosters = bits.take(WIDTH.roosters) === 1;
  const sun = bits.take(WIDTH.sun) * SUN_STEP;
  const packets = readPackets(bits);
  const plants = readPlants(bits);
  const zombies = readZombies(bits);
  if (!hour || sun > MOST_SUN || !packets || !plants || !zombies) return undefined;
  return { hour, plants, zombies, roosters, sun, packets };
}

function readPackets(bits: BitReader): PlantKind[] | undefined {
  const marks = Array.from({ length: WIDTH.packets }, () => bits.take(1) === 1);
  if (marks.slice(CODED_PLANTS.length).includes(true)) return undefined;
  const packets = CODED_PLANTS.filter((_, at) => marks[at]);
  return packets.length > PACKET_SLOTS ? undefined : packets;
}

function readPlants(bits: BitReader): Planted[] | undefined {
  const plants: Planted[] = [];
  for (let cell = 0; cell < ROWS * COLS; cell++) {
    const number = bits.take(WIDTH.kind);
    if (number === 0) continue;
    const kind = CODED_PLANTS[number - 1];
    if (!kind) return undefined;
    plants.push({ kind, row: Math.floor(cell / COLS), col: cell % COLS });
  }
  return plants;
}

function readZombies(bits: BitReader): LawnZombie[] | undefined {
  const count = bits.take(WIDTH.count);
  if (count > CROWD_LIMIT) return undefined;
  const width = widthFor(count);
  const zombies: LawnZombie[] = [];
  for (let rank = 0; zombies.length < count;) {
    rank += bits.takeOpen(width);
    const kind = CODED_ZOMBIES[Math.floor(rank / PLACES / ROWS)];
    if (!kind) return undefined;
    zombies.push({ kind, row: Math.floor(rank / PLACES) % ROWS, tenths: rank % PLACES });
  }
  return zombies;
}
