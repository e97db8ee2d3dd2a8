import { say } from "../../kit/language.ts";
import type { Bout, BoutResult, Pastime } from "../../zwdzjs-v1/bout.ts";
import type { TrayContent } from "../../zwdzjs-v1/hud/tray_content.ts";
import { ZOMBIE_TEXTS } from "../../zwdzjs-v1/texts/zombies.ts";
import { Raid, STAR_SHARES } from "./raid.ts";
import { drawDawn, drawPlate } from "./scenery.ts";
import type { Stage } from "./stages.ts";
import { WORDS } from "./words.ts";

/** The seconds for which the task of a stage stays. */
const TASK_SECONDS = 8;
/** The seconds before dawn at which it is announced, and for which that stays. */
const DAWN_SECONDS = 20;
const DAWN_STAYS_SECONDS = 6;
/** The losses in a row after which it is said what helps. */
const LOSSES_FOR_TIP = 2;
/** Moonlight that would have sent a whole pack. */
const MUCH_MOON = 300;

/** The shares of the night at whose end a star is lost. */
const STAR_ENDS = [...STAR_SHARES, 1];

function trayOf(raid: Raid): TrayContent {
  return {
    purse: {
      sitter: { thing: "moon" },
      amount: String(raid.moon),
      label: WORDS.moon,
      short: WORDS.needMoon,
    },
    items: raid.tickets.map(({ kind, price, wait, waitTicks }) => ({
      held: { kind: "extra", name: "send", value: kind },
      sitter: { zombie: kind },
      name: ZOMBIE_TEXTS[kind].name,
      price,
      wait: wait / waitTicks,
      short: price > raid.moon,
    })),
    hasSpade: false,
  };
}

/** The seconds that are left of a night. */
function secondsLeft({ stage, nightShare }: Raid): number {
  return Math.round(stage.nightSeconds * (1 - nightShare));
}

/** The line at the bottom: first how it goes, then what this stage wants, then what eating is worth, and the dawn. */
function hintOf(raid: Raid, isFirst: boolean) {
  const passed = raid.world.tick / 60;
  if (isFirst && raid.sent === 0) return { text: WORDS.send };
  if (passed < TASK_SECONDS) return { text: raid.stage.task };
  if (isFirst && passed < 2 * TASK_SECONDS) return { text: WORDS.eaten };
  const left = secondsLeft(raid);
  const isAnnounced = left <= DAWN_SECONDS && left > DAWN_SECONDS - DAWN_STAYS_SECONDS;
  return isAnnounced ? { text: WORDS.dawn } : undefined;
}

function resultOf(raid: Raid, losses: number): BoutResult {
  const { stage, world, taken, sent, stars, moon } = raid;
  const isWon = world.outcome === "won";
  const seconds = secondsLeft(raid);
  // The next star is the one in reach.
  const share = STAR_SHARES[stars < 2 ? 1 : 0];
  const next = { stars: stars + 1, seconds: Math.ceil(stage.nightSeconds * (1 - share)) };
  const count = world.zombies.length;
  const wonLines = [
    () => say(WORDS.early, { seconds, sent }),
    ...(stars < 3 ? [() => say(WORDS.next, next)] : []),
  ];
  const lostLines = [
    () => say(WORDS.missing, { count: stage.wanted - taken }),
    ...(count > 0 ? [() => say(WORDS.underway, { count })] : []),
    ...(losses + 1 >= LOSSES_FOR_TIP
      ? [() => say(WORDS.tip)]
      : moon >= MUCH_MOON
      ? [() => say(WORDS.unspent, { moon })]
      : []),
  ];
  return { title: isWon ? WORDS.won : WORDS.lost, stars, lines: isWon ? wonLines : lostLines };
}

function beginRaid(
  stage: Stage,
  start: { seed: number; losses: number; isFirst: boolean },
): Bout {
  const raid = new Raid(stage, start.seed);
  return {
    id: "raid",
    world: raid.world,
    extras: raid.extras,
    step: () => raid.step(),
    tray: () => trayOf(raid),
    hint: () => hintOf(raid, start.isFirst),
    progress: () => ({
      name: say(WORDS.plates, {
        taken: raid.taken,
        wanted: stage.wanted,
        seconds: secondsLeft(raid),
      }),
      done: raid.nightShare,
      flags: STAR_ENDS,
      starred: true,
      head: "moon",
    }),
    decor: {
      under: (easel, row) => drawPlate(easel, raid, row),
      over: (easel) => drawDawn(easel, raid),
    },
    result: () => resultOf(raid, start.losses),
  };
}

/** A stage as a game to choose. */
export function pastimeOf(stage: Stage, isFirst: boolean): Pastime {
  return {
    id: `raid ${stage.id}`,
    name: stage.name,
    begin: ({ seed, losses }) => beginRaid(stage, { seed, losses, isFirst }),
  };
}
