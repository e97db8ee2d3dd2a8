// The sign above the board: the game's or the board's name, or the round of the class and its time.

import { addElement } from "../../kit/controls.ts";
import { type Round, timeLeft } from "../../kit/classroom.ts";
import { bindText, say } from "../../kit/language.ts";
import { type BoardName, sideOfBoard } from "../progress/board_names.ts";
import { WORDS } from "./words.ts";

/** Adds the sign, and returns a function that brings it in line with the round and the time. */
export function addNameSign(place: HTMLElement): (
  board: BoardName,
  round: Round | undefined,
) => void {
  const sign = addElement("span", "wordmark", place);
  let board: BoardName = "4";
  let shown: Round | undefined;
  function nameOfBoard(): string {
    const side = sideOfBoard(board);
    if (board === "daily") return say(WORDS.daily);
    return side === 4 ? say(WORDS.name) : `${side} × ${side}`;
  }
  function words(): string {
    if (!shown) return nameOfBoard();
    const time = timeLeft(shown, Date.now());
    return time === undefined ? say(WORDS.round) : say(WORDS.roundLeft, { time });
  }
  bindText(sign, words);
  return (name, round) => {
    board = name;
    shown = round;
    sign.classList.toggle("long", round !== undefined || name === "daily");
    const text = words();
    if (sign.textContent !== text) sign.textContent = text;
  };
}
