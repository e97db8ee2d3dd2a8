// The sign above the board: the game's name, or the round of the class and its time.

import { addElement } from "../../kit/controls.ts";
import type { Round } from "../../kit/classroom.ts";
import { bindText, say } from "../../kit/language.ts";
import { WORDS } from "./words.ts";

function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Adds the sign, and returns a function that brings it in line with the round and the time. */
export function addNameSign(place: HTMLElement): (round: Round | undefined) => void {
  const sign = addElement("span", "wordmark", place);
  let shown: Round | undefined;
  function words(): string {
    if (!shown) return say(WORDS.name);
    if (shown.endsAt === null) return say(WORDS.round);
    return say(WORDS.roundLeft, { time: clockTime(shown.endsAt - Date.now()) });
  }
  bindText(sign, words);
  return (round) => {
    shown = round;
    sign.classList.toggle("in-round", round !== undefined);
    const text = words();
    if (sign.textContent !== text) sign.textContent = text;
  };
}
