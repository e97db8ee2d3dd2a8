// The sign above the board: the game's or the board's name, or the round of the class and its time.

import { addElement } from "../../kit/controls.ts";
import { CLASS_ROUND } from "../../kit/class_rounds.ts";
import { type Round, timeLeft } from "../../kit/classroom.ts";
import { bindText, language, say } from "../../kit/language.ts";
import { sideOfBoard } from "../progress/board_names.ts";
import { boardOf, type Progress } from "../progress/progress.ts";
import { WORDS } from "./words.ts";

/** A day such as `2026-11-30` as people write it. */
function dayText(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year!, month! - 1, date).toLocaleDateString(language(), {
    month: "short",
    day: "numeric",
  });
}

/** What the board that is played is called, the one of the day with its day. */
export function nameOfBoard(progress: Progress): string {
  const { current } = progress;
  if (current === "daily") return say(WORDS.dailyOf, { day: dayText(boardOf(progress).of) });
  const side = sideOfBoard(current);
  return side === 4 ? say(WORDS.name) : `${side} × ${side}`;
}

/** Adds the sign, and returns a function that brings it in line with the round and the time. */
export function addNameSign(place: HTMLElement): (
  progress: Progress,
  round: Round | undefined,
) => void {
  const sign = addElement("span", "wordmark", place);
  let played: Progress | undefined;
  let shown: Round | undefined;
  function words(): string {
    if (!shown) return played ? nameOfBoard(played) : say(WORDS.name);
    const time = timeLeft(shown, Date.now());
    return time === undefined ? say(CLASS_ROUND) : `${say(CLASS_ROUND)} · ${time}`;
  }
  bindText(sign, words);
  return (progress, round) => {
    played = progress;
    shown = round;
    sign.classList.toggle("long", round !== undefined || progress.current === "daily");
    const text = words();
    if (sign.textContent !== text) sign.textContent = text;
  };
}
