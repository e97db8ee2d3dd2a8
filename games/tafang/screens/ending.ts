// The end of a game: stars, records, and the next choices.

import { type Action, addElement, addText } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import type { Ending, Shell } from "../../kit/shell.ts";
import { drawCarrot } from "../art/carrot.ts";
import { addAdvice } from "./advice_card.ts";
import { addAnswers } from "../hud/answers_row.ts";
import { addStarsAndClover } from "./map_screen.ts";
import { MAPS } from "../maps/maps.ts";
import { iconPortrait, monsterPortrait } from "../view/portrait.ts";
import { adviseAfter } from "../rules/advice.ts";
import { pointsOf, survivedWaves } from "../rules/points.ts";
import { culpritOf, starsOf } from "../rules/step.ts";
import { CARROT_BITES, type Game } from "../rules/state.ts";
import { WORDS } from "../texts/texts.ts";
import { MONSTER_TEXTS } from "../texts/almanac.ts";

/** The choices at the end of a game. */
export interface EndingActions {
  readonly onAgain: () => void;
  readonly onMaps: () => void;
  /** Undefined after the last map. */
  readonly onNext?: () => void;
  /** The way back to the maker; none for maps that the player has not made. */
  readonly edit: readonly Action[];
  /** The way back into the player's own game, after a round of the class. */
  readonly goOn: readonly Action[];
  /** Starts the map again with help. */
  readonly onHelp: () => void;
  readonly isBest: boolean;
  /** How often this map was lost since it was last won. */
  readonly losses: number;
  /** The best points of today, where this was today's arena. */
  readonly bestOfDay: number | undefined;
}

/** The losses after which a hint comes, and help is offered. */
const HINT_LOSSES = 2;
const HELP_LOSSES = 3;

/** Shows the end of a game. */
export function showEnding(shell: Shell, game: Game, actions: EndingActions): void {
  shell.showEnd(game.endless ? endlessEnding(game, actions) : mapEnding(game, actions));
}

function mapEnding(game: Game, actions: EndingActions): Ending {
  const { onAgain, onMaps, onNext, onHelp, edit, losses } = actions;
  const won = game.outcome === "won";
  const last = game.map === MAPS[MAPS.length - 1];
  const again = {
    label: won ? WORDS.replayMap : WORDS.again,
    icon: "restart",
    primary: !won || last,
    run: onAgain,
  } as const;
  const help = { label: WORDS.help, icon: "heart", run: onHelp } as const;
  const maps = { label: WORDS.maps, icon: "book", run: onMaps } as const;
  const next = won && onNext
    ? [{ label: WORDS.next, icon: "next", primary: true, run: onNext } as const]
    : [];
  return {
    won,
    title: won ? (game.carrot >= CARROT_BITES ? WORDS.wonPerfect : WORDS.won) : WORDS.lost,
    build: (panel) => {
      addCarrot(panel, game, won);
      if (won) {
        const stars = starsOf(game);
        addStarsAndClover(panel, stars).classList.add("big");
        if (stars.cleared) addText(panel, "p", WORDS.clover);
        addPoints(panel, game);
        addMissing(panel, game);
      } else {
        const values = { wave: game.wave, all: game.waves.length };
        bindText(addElement("p", "", panel), () => say(WORDS.lostHint, values));
        addCulprit(panel, game);
        const advice = losses >= HINT_LOSSES ? adviseAfter(game) : undefined;
        if (advice) addAdvice(panel, advice);
        if (losses >= HELP_LOSSES) addText(panel, "p", WORDS.helpAbout);
      }
    },
    actions: [...next, again, ...(!won && losses >= HELP_LOSSES ? [help] : []), ...edit, maps],
  };
}

function endlessEnding(game: Game, actions: EndingActions): Ending {
  const { onAgain, onMaps, isBest, bestOfDay, goOn } = actions;
  const wave = survivedWaves(game);
  // Time ends a round of the class, not a bite.
  const isTimeUp = game.carrot > 0;
  const endlessOver = () => say(WORDS.endlessOver, { wave });
  return {
    won: isBest,
    title: isTimeUp ? WORDS.roundOver : endlessOver,
    build: (panel) => {
      addCarrot(panel, game, isBest || isTimeUp);
      if (isTimeUp) bindText(addElement("p", "", panel), endlessOver);
      addPoints(panel, game);
      if (isBest) addText(panel, "p", WORDS.newBest);
      if (bestOfDay !== undefined) {
        const values = { points: bestOfDay };
        bindText(addElement("p", "", panel), () => say(WORDS.dayTomorrow, values));
      }
      addCulprit(panel, game);
    },
    actions: [
      ...goOn,
      { label: WORDS.again, icon: "restart", primary: goOn.length === 0, run: onAgain },
      { label: WORDS.maps, icon: "book", run: onMaps },
    ],
  };
}

/** Says what is missing from all that the map can give. */
function addMissing(panel: HTMLElement, game: Game): void {
  const bites = CARROT_BITES - game.carrot;
  const count = game.obstacles.filter((obstacle) => obstacle.alive).length;
  if (bites > 0 && !game.helped) {
    bindText(addElement("p", "", panel), () => say(WORDS.bitten, { bites }));
  }
  if (count > 0) bindText(addElement("p", "", panel), () => say(WORDS.notCleared, { count }));
}

/** Shows which monster took the most bites, and what helps against it. */
function addCulprit(panel: HTMLElement, game: Game): void {
  const kind = culpritOf(game);
  if (!kind) return;
  const { name, about } = MONSTER_TEXTS[kind];
  const card = addElement("div", "culprit", panel);
  card.append(monsterPortrait(kind, 60));
  bindText(addElement("strong", "", card), () => say(WORDS.culprit, { name: say(name) }));
  addText(card, "span", about);
  addAnswers(card, kind, game.map.offers);
}

function addPoints(panel: HTMLElement, game: Game): void {
  const values = { points: pointsOf(game) };
  bindText(addElement("p", "points", panel), () => say(WORDS.points, values));
}

function addCarrot(panel: HTMLElement, game: Game, happy: boolean): void {
  const picture = iconPortrait(132, (c) => {
    c.translate(0, 12);
    c.scale(0.9, 0.9);
    drawCarrot(c, { health: game.carrot, mood: happy ? "proud" : "gone", sway: 0, blink: false });
  });
  picture.classList.add(happy ? "dance" : "droop");
  panel.append(picture);
}
