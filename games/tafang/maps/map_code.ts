// A made map as a short text, to be read out, typed in, or handed on as a link.

import { COLUMNS, type MapPlan, ROWS, type Theme } from "../rules/map_plan.ts";
import { TOWER_KINDS } from "../rules/towers_table.ts";
import {
  type Cell,
  faultOf,
  isRoad,
  LEVELS,
  MADE_KINDS,
  type MadeMap,
  NAME_LENGTH,
  toPlan,
} from "./made_map.ts";
import { fitsObstacle } from "./obstacles.ts";

/** The most characters of a code. */
export const MOST_CODE_LENGTH = 200;
/** What stands before the code in the id of a made map. */
const ID_START = "made:";

const LETTER_BITS = 6;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const THEMES: readonly Theme[] = ["meadow", "shore", "snow"];
const CELLS = ".~stclb";
const WAYS: readonly Cell[] = [
  { cx: 1, cy: 0 },
  { cx: 0, cy: 1 },
  { cx: -1, cy: 0 },
  { cx: 0, cy: -1 },
];
/** The form of codes; another form has another number. */
const FORM = 1;
/** A cyclic check finds every slip of one letter, and nearly every other; it stands first, where no slip moves it. */
const CHECK_BITS = 16;
/** The polynomial of the check, x^16 + x^12 + x^5 + 1, as CRC-16 has it. */
const CHECK_POLYNOMIAL = 0x1021;

/** @returns the code of a map: letters, digits, `-` and `_`, fewer than 200 */
export function encodeMap(made: MadeMap): string {
  const bits: number[] = [];
  const put = (value: number, width: number) => bits.push(...bitsOfNumber(value, width));
  put(FORM, 3);
  put(THEMES.indexOf(made.theme), 2);
  put(made.level, 3);
  for (const kind of TOWER_KINDS) put(made.offers.includes(kind) ? 1 : 0, 1);
  for (const kind of MADE_KINDS) put(made.monsters.includes(kind) ? 1 : 0, 1);
  put(made.road[0]?.cy ?? 0, 3);
  put(made.road.length, 7);
  for (let i = 1; i < made.road.length; i++) put(wayOf(made.road[i - 1]!, made.road[i]!), 2);
  for (const { cx, cy } of cellsBesides(made.road)) put(CELLS.indexOf(made.rows[cy]![cx]!), 3);
  const name = made.name.slice(0, NAME_LENGTH);
  put(name.length, 4);
  for (let i = 0; i < name.length; i++) put(name.charCodeAt(i), 16);
  while ((CHECK_BITS + bits.length) % LETTER_BITS > 0) bits.push(0);
  return lettersOf([...bitsOfNumber(checkOf(bits), CHECK_BITS), ...bits]);
}

/** @returns the map of a code; undefined for any text that is no code of a playable map */
export function decodeMap(code: string): MadeMap | undefined {
  const made = decodeDraft(code);
  return made && faultOf(made) === undefined ? made : undefined;
}

/** @returns the map of a code, also one that cannot be played yet; undefined for any other text */
export function decodeDraft(code: string): MadeMap | undefined {
  if (code.length > MOST_CODE_LENGTH) return undefined;
  const all = bitsOf(code.trim());
  const bits = all?.slice(CHECK_BITS) ?? [];
  if (all?.slice(0, CHECK_BITS).join() !== bitsOfNumber(checkOf(bits), CHECK_BITS).join()) {
    return undefined;
  }
  let at = 0;
  const take = (width: number) => {
    let value = 0;
    for (let bit = 0; bit < width; bit++) value = value * 2 + (bits[at++] ?? 0);
    return value;
  };
  if (take(3) !== FORM) return undefined;
  const theme = THEMES[take(2)];
  const level = take(3);
  const offers = TOWER_KINDS.filter(() => take(1) === 1);
  const monsters = MADE_KINDS.filter(() => take(1) === 1);
  const road = takeRoad(take);
  if (!theme || level < 1 || level > LEVELS || !isRoad(road)) return undefined;
  const rows = takeRows(take, road);
  if (!rows) return undefined;
  const length = take(4);
  const name = String.fromCharCode(...Array.from({ length }, () => take(16)));
  if (at > bits.length || bits.length >= at + LETTER_BITS) return undefined;
  return length <= NAME_LENGTH ? { name, theme, rows, road, offers, monsters, level } : undefined;
}

/** @returns the id that a made map's recording is kept under */
export function idOf(code: string): string {
  return ID_START + code;
}

/** @returns the code in an id that `idOf` has made */
export function codeOfId(id: string): string {
  return id.slice(ID_START.length);
}

/** @returns the plan of an id that `idOf` has made; undefined for any other */
export function planOfId(id: string): MapPlan | undefined {
  const made = id.startsWith(ID_START) ? decodeMap(id.slice(ID_START.length)) : undefined;
  return made && toPlan(made, id);
}

/** @returns the made map of an id */
export function madeOfId(id: string): MadeMap | undefined {
  return id.startsWith(ID_START) ? decodeMap(id.slice(ID_START.length)) : undefined;
}

type Take = (width: number) => number;

function takeRoad(take: Take): Cell[] {
  const road: Cell[] = [{ cx: 0, cy: take(3) }];
  const length = take(7);
  while (road.length < length) {
    const { cx, cy } = road[road.length - 1]!;
    const way = WAYS[take(2)]!;
    road.push({ cx: cx + way.cx, cy: cy + way.cy });
  }
  return road;
}

function takeRows(take: Take, road: readonly Cell[]): string[] | undefined {
  const rows = Array.from({ length: ROWS }, () => new Array<string>(COLUMNS).fill("."));
  for (const { cx, cy } of cellsBesides(road)) {
    const cell = CELLS[take(3)];
    if (!cell) return undefined;
    rows[cy]![cx] = cell;
  }
  const lines = rows.map((row) => row.join(""));
  const fits = lines.every((line, cy) =>
    [...line].every((cell, cx) => fitsObstacle({ rows: lines, road }, { cx, cy }, cell))
  );
  return fits ? lines : undefined;
}

function wayOf(from: Cell, to: Cell): number {
  return WAYS.findIndex(({ cx, cy }) => to.cx - from.cx === cx && to.cy - from.cy === cy);
}

function cellsBesides(road: readonly Cell[]): Cell[] {
  const taken = new Set(road.map(({ cx, cy }) => cy * COLUMNS + cx));
  return Array.from({ length: COLUMNS * ROWS }, (_, index) => index)
    .filter((index) => !taken.has(index))
    .map((index) => ({ cx: index % COLUMNS, cy: Math.floor(index / COLUMNS) }));
}

function checkOf(bits: readonly number[]): number {
  let check = 0;
  for (const bit of bits) {
    const isOdd = (check >> (CHECK_BITS - 1) & 1) !== bit;
    check = (check << 1 & (1 << CHECK_BITS) - 1) ^ (isOdd ? CHECK_POLYNOMIAL : 0);
  }
  return check;
}

/** @returns the bits of a number, the highest first */
function bitsOfNumber(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, index) => value >> (width - 1 - index) & 1);
}

function lettersOf(bits: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bits.length; at += LETTER_BITS) {
    let value = 0;
    for (let bit = 0; bit < LETTER_BITS; bit++) value = value * 2 + (bits[at + bit] ?? 0);
    text += LETTERS[value];
  }
  return text;
}

function bitsOf(code: string): number[] | undefined {
  const bits: number[] = [];
  for (const letter of code) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return undefined;
    bits.push(...bitsOfNumber(value, LETTER_BITS));
  }
  return bits;
}
