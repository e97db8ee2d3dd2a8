// The state of the game as attributes of the board, for tests and for a page around the game.

import { say } from "../../kit/language.ts";
import { tellBoard } from "../hud/narrator.ts";
import { NAME } from "../texts/texts.ts";
import type { Session } from "./session.ts";

/** What the player does not do is written after so many steps only: in each frame it would cost a tenth of it. */
const STEPS_PER_LOOK = 6;
/** What was written last, and when. */
let lastActs = "";
let lastStep = 0;

/**
 * Writes the state of the game to the place's data attributes and, in words, to the board's label; without a game it
 * removes them.
 */
export function showState(
  { dataset }: HTMLElement,
  board: HTMLElement,
  session: Session | undefined,
): void {
  if (!session) {
    delete dataset.map;
    label(board, say(NAME));
    return;
  }
  const { game, held } = session;
  const { mark } = game;
  const acts =
    `${game.map.id} ${game.coins} ${game.towers.length} ${game.outcome} ${held} ${!mark}`;
  const isSoon = Math.abs(game.step - lastStep) < STEPS_PER_LOOK;
  if (acts === lastActs && isSoon && dataset.map !== undefined) return;
  lastActs = acts;
  lastStep = game.step;
  const seconds = String(Math.floor(game.step / 30));
  const state: Record<string, string> = {
    map: game.map.id,
    coins: String(game.coins),
    carrot: String(game.carrot),
    wave: String(game.wave),
    towers: String(game.towers.length),
    monsters: String(game.monsters.length),
    // Seconds instead of steps, because attributes that change in every frame cost time in every frame.
    seconds,
    marked: mark ? ("plan" in mark ? mark.plan.kind : mark.kind) : "",
    outcome: game.outcome,
    held: String(held),
  };
  if (dataset.seconds !== seconds || dataset.towers !== state.towers) {
    label(board, tellBoard(game));
  }
  for (const [key, value] of Object.entries(state)) {
    if (dataset[key] !== value) dataset[key] = value;
  }
}

function label(board: HTMLElement, words: string): void {
  if (board.getAttribute("aria-label") !== words) board.setAttribute("aria-label", words);
}
