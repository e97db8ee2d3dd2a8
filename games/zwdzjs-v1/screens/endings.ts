import { addElement, addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import type { Contest } from "../hud/progress_bar.ts";
import { enliven, makePortrait } from "../hud/portrait.ts";
import { countStars } from "../rules/replay.ts";
import { beatenBy } from "../rules/defeat.ts";
import type { ZombieKind } from "../rules/kinds.ts";
import { type Level, levelIn, LEVELS } from "../rules/levels.ts";
import type { World } from "../rules/world.ts";
import { ANSWERS } from "../texts/answers.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";
import { ZOMBIE_TEXTS } from "../texts/zombies.ts";
import { addNewcomer } from "./intro.ts";
import { addStars } from "../../kit/stars.ts";

/** The losses of a level after which the hint says what would have helped, and after which help is offered. */
const HINT_AFTER = 2;
const HELP_AFTER = 3;
/** The sun left over in a lost garden from which on it was not sun that was missing. */
const MUCH_SUN = 300;

/** The choices at the end of a game. */
export interface EndingOptions {
  readonly world: World;
  /** What a garden without an end was played for. */
  readonly contest: Contest;
  /** How often this level was lost since it was last won. */
  readonly losses: number;
  readonly onAgain: (() => void) | undefined;
  /** Opens the choice of plants, where there is one. */
  readonly onPick: (() => void) | undefined;
  readonly onHelp: () => void;
  /** Goes on with the game that a round has interrupted. */
  readonly onResume: (() => void) | undefined;
  readonly onLevel: (number: number) => void;
  readonly onLevels: () => void;
}

function buildWon(panel: HTMLElement, level: Level, world: World): (() => void) | void {
  addStars(panel, countStars(world)).classList.add("large");
  const reasons = addElement("ul", "reasons", panel);
  const allAsleep = world.roosters.every(({ state }) => state === "ready");
  const lines = [
    [WORDS.starWon, true],
    [WORDS.starRoosters, allAsleep],
    [WORDS.starPlants, world.plantsLost <= 3],
    ...(world.helped ? [[WORDS.starHelped, false] as const] : []),
  ] as const;
  for (const [text, earned] of lines) {
    addText(reasons, "li", text).className = earned ? "earned" : "missed";
  }
  if (level.reward) {
    const entry = PLANT_TEXTS[level.reward];
    return addNewcomer(panel, { sitter: { plant: level.reward }, title: WORDS.newPlant, entry });
  }
}

function showWon(shell: Shell, level: Level, options: EndingOptions): void {
  const last = level.number === LEVELS.length;
  const again = options.onAgain;
  shell.showEnd({
    won: true,
    title: last ? WORDS.wonAll : WORDS.won,
    build: (panel) => buildWon(panel, level, options.world),
    actions: [
      last
        ? { label: WORDS.endless, icon: "trophy", primary: true, run: () => options.onLevel(0) }
        : {
          label: WORDS.nextLevel,
          icon: "next",
          primary: true,
          run: () => options.onLevel(level.number + 1),
        },
      ...(again ? [{ label: WORDS.again, icon: "restart", run: again } as const] : []),
      { label: WORDS.toLevels, icon: "home", run: options.onLevels },
    ],
  });
}

/** Says what would have stopped the zombie that got in: a plant that stayed at home, or a trick. */
export function hintAgainst(kind: ZombieKind, world: World): string {
  const { plants, trick } = ANSWERS[kind];
  const level = levelIn(world);
  const taken = world.packets.map((packet) => packet.kind);
  const has = plants.some((plant) => taken.includes(plant));
  const forgotten = plants.find((plant) => level.plants.includes(plant));
  if (has || !forgotten) return say(trick);
  return say(WORDS.bring, { plant: say(PLANT_TEXTS[forgotten].name), trick: say(trick) });
}

/** Says what makes any garden easier, and asks for nothing that the level does not have. */
export function tipFor(world: World): string {
  if (world.levelNumber === 1) return say(WORDS.lostFirstTip);
  if (world.sun >= MUCH_SUN) return say(WORDS.lostRichTip, { sun: world.sun });
  if (world.packets.some(({ kind }) => kind === "glowberry")) return say(WORDS.lostTip);
  if (!levelIn(world).plants.includes("glowberry")) return say(WORDS.lostScarceTip);
  return say(WORDS.bring, { plant: say(PLANT_TEXTS.glowberry.name), trick: say(WORDS.lostTip) });
}

function addScore(panel: HTMLElement, { world, contest }: EndingOptions): void {
  const { name, goal } = contest;
  addText(panel, "p", name).className = "soft";
  addText(panel, "h2", () => say(WORDS.score, { score: world.score }));
  if (goal !== undefined) {
    const isBest = world.score > goal;
    addText(panel, "p", () => isBest ? say(WORDS.newBest) : say(WORDS.goal, { score: goal }));
  }
  addText(panel, "p", () => say(WORDS.wavesHeld, { count: Math.max(0, world.wave - 1) }))
    .className = "soft";
}

function buildLost(panel: HTMLElement, level: Level, options: EndingOptions): () => void {
  const { world, losses } = options;
  const kind = beatenBy(world) ?? level.newcomer ?? "hopper";
  const picture = makePortrait({ zombie: kind }, 132);
  panel.append(picture);
  if (level.waves === Infinity) {
    addScore(panel, options);
  } else {
    addText(panel, "h2", () => say(WORDS.beatenBy, { zombie: say(ZOMBIE_TEXTS[kind].name) }));
    const tip = addText(
      panel,
      "p",
      () => losses < HINT_AFTER ? tipFor(world) : hintAgainst(kind, world),
    );
    tip.className = losses < HINT_AFTER ? "soft" : "tip";
    if (losses >= HELP_AFTER) addText(panel, "p", WORDS.helpText).className = "soft";
  }
  return enliven(picture, { zombie: kind });
}

function titleOfLoss(level: Level, options: EndingOptions) {
  if (level.waves !== Infinity) return WORDS.lost;
  return options.onAgain ? WORDS.endlessOver : WORDS.roundOver;
}

function showLost(shell: Shell, level: Level, options: EndingOptions): void {
  const { onAgain, onPick, onResume, losses } = options;
  const helps = level.waves !== Infinity && losses >= HELP_AFTER;
  shell.showEnd({
    won: false,
    title: titleOfLoss(level, options),
    build: (panel) => buildLost(panel, level, options),
    actions: [
      ...(onAgain
        ? [{ label: WORDS.again, icon: "restart", primary: true, run: onAgain } as const]
        : []),
      ...(helps ? [{ label: WORDS.help, icon: "heart", run: options.onHelp } as const] : []),
      ...(onPick ? [{ label: WORDS.repick, icon: "book", run: onPick } as const] : []),
      ...(onResume ? [{ label: WORDS.carryOn, icon: "play", run: onResume } as const] : []),
      { label: WORDS.toLevels, icon: "home", run: options.onLevels },
    ],
  });
}

/** Shows the end of a game and the next choices. */
export function showEnding(shell: Shell, options: EndingOptions): void {
  const level = levelIn(options.world);
  if (options.world.outcome === "won") showWon(shell, level, options);
  else showLost(shell, level, options);
}
