// The time that is left of a round of the class, at the edge of the board.

import { type Round, timeLeft } from "../../kit/classroom.ts";
import { addElement } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";
import { WORDS } from "../texts/texts.ts";

/** Adds the sign, and returns a function that brings it in line with the round and the time. */
export function addRoundClock(place: HTMLElement): (
  round: Round | undefined,
  nowMs: number,
) => void {
  const sign = addElement("p", "round-clock", place);
  sign.hidden = true;
  return (round, nowMs) => {
    sign.hidden = round === undefined;
    if (!round) return;
    const text = timeLeft(round, nowMs) ?? say(WORDS.classRound);
    if (sign.textContent !== text) sign.textContent = text;
  };
}
