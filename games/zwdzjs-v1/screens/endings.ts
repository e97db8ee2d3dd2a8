import { addElement, addText } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import type { Shell } from "../../kit/shell.ts";
import { enliven, makePortrait } from "../hud/portrait.ts";
import { countStars } from "../rules/replay.ts";
import { type Level, levelIn, LEVELS } from "../rules/levels.ts";
import type { World } from "../rules/world.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";
import { addNewcomer } from "./intro.ts";
import { addStars } from "../../kit/stars.ts";

/** The choices at the end of a game. */
export interface EndingOptions {
  readonly world: World;
  readonly best: number;
  readonly onAgain: () => void;
  readonly onLevel: (number: number) => void;
  readonly onLevels: () => void;
}

function buildWon(panel: HTMLElement, level: Level, world: World): (() => void) | void {
  addStars(panel, countStars(world)).classList.add("large");
  const reasons = addElement("ul", "reasons", panel);
  const allAsleep = world.roosters.every(({ state }) => state === "ready");
  const few = world.plantsLost <= 3;
  for (
    const [text, earned] of [[WORDS.starWon, true], [WORDS.starRoosters, allAsleep], [
      WORDS.starPlants,
      few,
    ]] as const
  ) {
    addText(reasons, "li", text).className = earned ? "earned" : "missed";
  }
  if (level.reward) {
    const entry = PLANT_TEXTS[level.reward];
    return addNewcomer(panel, { sitter: { plant: level.reward }, title: WORDS.newPlant, entry });
  }
}

function showWon(shell: Shell, level: Level, options: EndingOptions): void {
  const last = level.number === LEVELS.length;
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
      { label: WORDS.again, icon: "restart", run: options.onAgain },
      { label: WORDS.toLevels, icon: "home", run: options.onLevels },
    ],
  });
}

function buildLost(panel: HTMLElement, level: Level, options: EndingOptions): () => void {
  const { world, best } = options;
  const sitter = { zombie: level.newcomer ?? "hopper" } as const;
  const picture = makePortrait(sitter, 132);
  panel.append(picture);
  if (level.waves === Infinity) {
    addText(panel, "h2", () => say(WORDS.score, { score: world.score }));
    const isBest = world.score > 0 && world.score >= best;
    addText(panel, "p", () => isBest ? say(WORDS.newBest) : say(WORDS.best, { score: best }));
    addText(panel, "p", () => say(WORDS.wavesHeld, { count: Math.max(0, world.wave - 1) }))
      .className = "soft";
  } else {
    const tip = level.number === 1 ? WORDS.lostFirstTip : WORDS.lostTip;
    addText(panel, "p", tip).className = "soft";
  }
  return enliven(picture, sitter);
}

function showLost(shell: Shell, level: Level, options: EndingOptions): void {
  shell.showEnd({
    won: false,
    title: level.waves === Infinity ? WORDS.endlessOver : WORDS.lost,
    build: (panel) => buildLost(panel, level, options),
    actions: [
      { label: WORDS.again, icon: "restart", primary: true, run: options.onAgain },
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
