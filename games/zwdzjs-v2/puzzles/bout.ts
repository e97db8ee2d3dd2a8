import { fill, say, type Text } from "../../kit/language.ts";
import type { Bout, BoutResult, Pastime } from "../../zwdzjs-v1/bout.ts";
import type { TrayContent } from "../../zwdzjs-v1/hud/tray_content.ts";
import { PLANTS } from "../../zwdzjs-v1/rules/plants.ts";
import { PLANT_TEXTS } from "../../zwdzjs-v1/texts/plants.ts";
import { WORDS as GARDEN_WORDS } from "../../zwdzjs-v1/texts/words.ts";
import { drawLineUp, drawNumbers, rowsOf } from "./line_up.ts";
import { type Puzzle, PuzzleGame } from "./puzzle.ts";
import { WORDS } from "./words.ts";

/** The losses in a row after which the hint is shown before the game, too. */
const LOSSES_FOR_TIP = 2;

/** The task and the hint; in English two lines have to do, so that the hint is just its next sentence. */
function taskWithTip(puzzle: Puzzle): Text {
  const { task, tip } = puzzle;
  return { en: `${task.en} ${tip.en}`, zh: `${task.zh}\n${tipOf(puzzle).zh}` };
}

function tipOf(puzzle: Puzzle): Text {
  const { en, zh } = WORDS.tip;
  return { en: fill(en, { tip: puzzle.tip.en }), zh: fill(zh, { tip: puzzle.tip.zh }) };
}

function trayOf(game: PuzzleGame): TrayContent {
  const { world, puzzle, left, hasBegun } = game;
  const canTakeBack = !hasBegun || puzzle.movable;
  return {
    purse: {
      sitter: { thing: "sun" },
      amount: puzzle.sun === Infinity ? "∞" : String(world.sun),
      label: GARDEN_WORDS.sun,
      short: GARDEN_WORDS.needSun,
    },
    items: [
      ...puzzle.supply.map(([plant]) => ({
        held: { kind: "extra", name: "sow", value: plant } as const,
        sitter: { plant },
        name: PLANT_TEXTS[plant].name,
        price: PLANTS[plant].cost,
        count: left.get(plant)!,
        wait: left.get(plant)! > 0 ? 0 : 1,
        short: world.sun < PLANTS[plant].cost,
      })),
      // It keeps its place when it is of no use any more: without it all packets would move under the player's finger.
      {
        held: { kind: "extra", name: "unearth", value: "spade" },
        sitter: { thing: "spade" },
        name: WORDS.spade,
        wait: canTakeBack ? 0 : 1,
        short: false,
      },
    ],
    hasSpade: false,
  };
}

function resultOf(game: PuzzleGame, losses: number): BoutResult {
  const { puzzle, world, uses, stars } = game;
  const isWon = world.outcome === "won";
  const count = puzzle.movable ? world.plantsLost : uses;
  const lines: (() => string)[] = [];
  if (isWon) {
    const text = puzzle.movable ? count > 0 ? WORDS.lostPlants : WORDS.lostNone : WORDS.uses;
    lines.push(() => say(text, { count }));
  } else if (!puzzle.precious) {
    const guests = world.arrivals.length + world.zombies.length;
    lines.push(() => say(WORDS.guestsLeft, { count: guests }));
    const [first] = world.zombies.toSorted((a, b) => a.x - b.x);
    if (first) {
      const lane = puzzle.rows.indexOf(first.row) + 1;
      lines.push(() => say(WORDS.broke, { lane }));
    }
  }
  if (isWon && stars < 3 && !puzzle.movable) {
    lines.push(() => say(WORDS.par, { count: puzzle.par }));
  }
  if (!isWon) lines.push(() => say(losses + 1 >= LOSSES_FOR_TIP ? tipOf(puzzle) : puzzle.task));
  return { title: isWon ? WORDS.solved : WORDS.lost, stars, lines };
}

/** Begins a puzzle, with what was planned in the last try. */
export function beginPuzzle(game: PuzzleGame, losses: number): Bout {
  const { puzzle } = game;
  const { world } = game;
  const text = losses >= LOSSES_FOR_TIP ? taskWithTip(puzzle) : puzzle.task;
  const rows = rowsOf(puzzle.guests);
  return {
    id: "puzzle",
    world,
    extras: game.extras,
    step: () => game.step(),
    waits: () => !game.hasBegun,
    tray: () => trayOf(game),
    hint: () => game.hasBegun ? undefined : { text },
    progress: () => ({
      name: say(puzzle.name),
      done: game.hasBegun
        ? 1 - (world.arrivals.length + world.zombies.length) / puzzle.guests.length
        : 0,
    }),
    decor: {
      among: (easel, row) => game.hasBegun || drawLineUp(easel, rows.get(row) ?? []),
      over: (easel) => game.hasBegun || drawNumbers(easel, rows),
    },
    result: () => resultOf(game, losses),
  };
}

/** A puzzle as a game to choose. Who tries it again finds the last plan on the lawn, to be changed. */
export function pastimeOf(puzzle: Puzzle): Pastime {
  let last: PuzzleGame | undefined;
  return {
    id: `puzzle ${puzzle.id}`,
    name: puzzle.name,
    begin({ losses }) {
      last = new PuzzleGame(puzzle, last?.plan);
      return beginPuzzle(last, losses);
    },
  };
}
