import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Catalogue, Game } from "../catalogue/catalogue.ts";
import { pickGame } from "../catalogue/pick_game.ts";
import { EYES_FRONT, type Step } from "./lesson_state.ts";

/** What a line orders. */
export type Ordered =
  | { readonly kind: "game"; readonly game: Game }
  | { readonly kind: "front"; readonly words: Text }
  | { readonly kind: "queue"; readonly steps: readonly Step[] }
  | RoundOrder
  /** Takes the name of a player away, who is given by it or by number. */
  | { readonly kind: "unname"; readonly who: string }
  | { readonly kind: "wrong"; readonly why: Text };

/** A round for so many milliseconds, or, of null, until the operator ends it; or the end of the one that is on. */
export type RoundOrder =
  | { readonly kind: "round"; readonly forMs: number | null }
  | { readonly kind: "endRound" };

/** The games that a line may name. */
export interface OrderParts {
  readonly catalogue: Catalogue;
  /** The ID of the published game, which a time alone means. */
  readonly publishedId: string | undefined;
}

const BETWEEN = /[,，、;；]/;
const UNITS = "小时|时|分钟|分|秒钟|秒|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s";
/** A time at the end of a step: `10m`, `1h 30m`, `10分钟`. In Chinese no space stands before it. */
const TIME = new RegExp(
  `(?:^|\\s+|(?<=\\p{Script=Han}))((?:\\d{1,6}\\s*(?:${UNITS})\\s*)+)$`,
  "iu",
);
const TIME_PART = new RegExp(`(\\d+)\\s*(${UNITS})`, "giu");
const FRONT = /^(?:front|f(?=[\s:：])|注意)(?:\s+|[:：]\s*|$)(.*)$/isu;

const ROUND = /^(?:round(?:\s|$)|比赛)\s*(.*)$/isu;
const END = /^(?:end|stop|over|结束|停止)$/iu;

const UNNAME = /^(?:unname(?:\s|$)|删名)\s*(.*)$/isu;

const SECOND_MS = 1000;
const MAX_TIME_MS = 24 * 3600 * SECOND_MS;
const MAX_STEPS = 50;
const MAX_WORDS = 200;

/**
 * Reads the operator's line: a game, `front` with or without their own words, a queue such as
 * `2048 10m, dxs 5m, front`, a round such as `round 3m`, or `unname` with a player. A game may be an ID, a name, a part of one or a number.
 */
export function readOrder(line: string, parts: OrderParts): Ordered {
  const picked = pickGame(parts.catalogue, line);
  if (picked.kind === "game") return picked;
  const round = ROUND.exec(line.trim().normalize("NFKC"));
  if (round) return readRound(round[1]!);
  const unname = UNNAME.exec(line.trim());
  if (unname) return { kind: "unname", who: unname[1]! };
  const pieces = piecesOf(line);
  const isQueue = pieces.length > 1 || TIME.test(pieces[0] ?? "");
  const queue = isQueue ? readQueue(line, parts) : undefined;
  const isFront = FRONT.test(line.trim());
  // The operator's own words may have commas.
  if (queue && (!isFront || queue.kind === "queue")) return queue;
  return isFront ? readFront(line.trim()) : { kind: "wrong", why: picked.why };
}

/** Reads a queue alone. */
export function readQueue(
  line: string,
  parts: OrderParts,
): Extract<Ordered, { kind: "queue" | "wrong" }> {
  const pieces = piecesOf(line);
  if (pieces.length === 0) return wrong(TEXTS.empty);
  if (pieces.length > MAX_STEPS) return wrong(TEXTS.tooMany);
  const steps: Step[] = [];
  for (const [at, piece] of pieces.entries()) {
    const step = readStep(piece, { ...parts, isFirst: at === 0 });
    if ("kind" in step) return step;
    const isLast = at === pieces.length - 1;
    if (step.gameId !== undefined && step.forMs === null && !isLast) return wrong(needsTime(piece));
    steps.push(step);
  }
  return { kind: "queue", steps };
}

/** Reads how long a round lasts; without a time it lasts until the operator ends it. */
export function readRoundTime(
  text: string,
): { readonly forMs: number | null } | { readonly kind: "wrong"; readonly why: Text } {
  const typed = text.normalize("NFKC").trim();
  if (typed === "") return { forMs: null };
  const time = TIME.exec(typed);
  const forMs = time?.index === 0 ? millisecondsOf(time[1]!) : 0;
  return forMs < SECOND_MS || forMs > MAX_TIME_MS ? wrong(wrongRound(typed)) : { forMs };
}

/** What the operator looks for while they type: the last step, without its time. */
export function searchedIn(typed: string): string {
  const last = typed.split(BETWEEN).at(-1) ?? "";
  const isOther = [FRONT, ROUND, UNNAME].some((order) => order.test(last.trim()));
  return isOther ? "" : last.replace(TIME, "");
}

/** Makes words for the cover; the usual ones of none. */
export function readWords(text: string): Text | { readonly kind: "wrong"; readonly why: Text } {
  const words = text.trim();
  if ([...words].length > MAX_WORDS) return wrong(TEXTS.longWords);
  return words === "" ? EYES_FRONT : { en: words, zh: words };
}

function readFront(text: string): Ordered {
  const words = readWords(FRONT.exec(text)?.[1] ?? "");
  return "kind" in words ? words : { kind: "front", words };
}

function readRound(typed: string): Ordered {
  if (END.test(typed.trim())) return { kind: "endRound" };
  const read = readRoundTime(typed);
  return "kind" in read ? read : { kind: "round", ...read };
}

function readStep(
  piece: string,
  { catalogue, publishedId, isFirst }: OrderParts & { isFirst: boolean },
): Step | Extract<Ordered, { kind: "wrong" }> {
  const time = TIME.exec(piece)?.[1];
  const forMs = time === undefined ? null : millisecondsOf(time);
  if (forMs !== null && (forMs < SECOND_MS || forMs > MAX_TIME_MS)) return wrong(wrongTime(time!));
  const what = piece.replace(TIME, "").trim();
  const front = readFront(what);
  if (front.kind === "wrong") return front;
  if (FRONT.test(what) && front.kind === "front") return { front: front.words, forMs };
  if (what === "") {
    return isFirst && publishedId !== undefined
      ? { gameId: publishedId, forMs }
      : wrong(onlyTime(piece));
  }
  const picked = pickGame(catalogue, what);
  return picked.kind === "game" ? { gameId: picked.game.id, forMs } : wrong(picked.why);
}

function piecesOf(line: string): string[] {
  return line.split(BETWEEN).map((piece) => piece.trim()).filter((piece) => piece !== "")
    .map((piece) => FRONT.test(piece) ? piece : piece.normalize("NFKC"));
}

function millisecondsOf(time: string): number {
  return [...time.matchAll(TIME_PART)].reduce((sumMs, [, count, unit = ""]) => {
    const seconds = /^(?:h|小?时)/i.test(unit) ? 3600 : /^(?:m|分)/i.test(unit) ? 60 : 1;
    return sumMs + Number(count) * seconds * SECOND_MS;
  }, 0);
}

function wrong(why: Text): { readonly kind: "wrong"; readonly why: Text } {
  return { kind: "wrong", why };
}

const TEXTS = {
  empty: {
    en: "The queue is empty: 2048 10m, dxs 5m, front",
    zh: "队列是空的，例如：2048 10m，dxs 5m，front",
  },
  tooMany: {
    en: `A queue has at most ${MAX_STEPS} steps`,
    zh: `队列最多 ${MAX_STEPS} 项`,
  },
  longWords: {
    en: `The words on the cover are at most ${MAX_WORDS} characters`,
    zh: `提示文字最多 ${MAX_WORDS} 个字`,
  },
} as const satisfies Record<string, Text>;

function wrongTime(time: string): Text {
  const shown = time.trim();
  return {
    en: `"${shown}" is no time for a step: from 1s to 24h`,
    zh: `“${shown}”不能作为时长：请在 1 秒到 24 小时之间`,
  };
}

function wrongRound(typed: string): Text {
  const shown = visible(typed);
  return {
    en: `"${shown}" is no time for a round. Type "round 3m" (1s to 24h) or "round end"`,
    zh: `“${shown}”不是比赛时长。请输入“比赛 3分钟”（1 秒到 24 小时）或“比赛 结束”`,
  };
}

function onlyTime(piece: string): Text {
  return {
    en: `"${piece}" says how long, but not which game`,
    zh: `“${piece}”只有时长，没有写游戏`,
  };
}

function needsTime(piece: string): Text {
  const shown = visible(piece);
  return {
    en: `"${shown}" needs a time, because something follows it: ${shown} 5m`,
    zh: `“${shown}”后面还有内容，需要写上时长，例如：${shown} 5m`,
  };
}
