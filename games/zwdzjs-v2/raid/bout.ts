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
/** The losses in a row after which it is said what helps. */
const LOSSES_FOR_TIP = 2;

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

/** The line at the bottom: first how it goes, then what this stage wants, then what eating is worth. */
function hintOf(raid: Raid, isFirst: boolean) {
  const passed = raid.world.tick / 60;
  if (isFirst && raid.sent === 0) return { text: WORDS.send };
  if (passed < TASK_SECONDS) return { text: raid.stage.task };
  return isFirst && passed < 2 * TASK_SECONDS ? { text: WORDS.eaten } : undefined;
}

function resultOf(raid: Raid, losses: number): BoutResult {
  const { stage, world, taken, sent, stars } = raid;
  const isWon = world.outcome === "won";
  const seconds = Math.round(stage.nightSeconds * (1 - raid.nightShare));
  return {
    title: isWon ? WORDS.won : WORDS.lost,
    stars,
    lines: isWon ? [() => say(WORDS.early, { seconds, sent })] : [
      () => say(WORDS.missing, { count: stage.wanted - taken }),
      ...(losses + 1 >= LOSSES_FOR_TIP ? [() => say(WORDS.tip)] : []),
    ],
  };
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
      name: say(WORDS.plates, { taken: raid.taken, wanted: stage.wanted }),
      done: raid.nightShare,
      flags: STAR_SHARES,
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
