// The time that is left of a round of the class, at the edge of the board.

import { CLASS_ROUND } from "../../kit/class_rounds.ts";
import { type Round, timeLeft } from "../../kit/classroom.ts";
import { addElement } from "../../kit/controls.ts";
import { say } from "../../kit/language.ts";

/** The time between two looks at the clock. */
const LOOK_MS = 250;

/** Adds the sign, and returns a function that says which round it is about. */
export function addRoundClock(place: HTMLElement): (round: Round | undefined) => void {
  const sign = addElement("p", "round-clock", place);
  sign.hidden = true;
  let shown: Round | undefined;
  const write = () => {
    if (!shown) return;
    const text = timeLeft(shown, Date.now()) ?? say(CLASS_ROUND);
    if (sign.textContent !== text) sign.textContent = text;
  };
  // A round goes on behind a pause, too, where no picture is drawn.
  setInterval(write, LOOK_MS);
  return (round) => {
    const isHidden = round === undefined;
    if (sign.hidden !== isHidden) sign.hidden = isHidden;
    if (shown === round) return;
    shown = round;
    write();
  };
}
