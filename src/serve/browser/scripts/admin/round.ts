import { clockText, CountDown } from "../lesson/count_down.ts";
import type { Act } from "./ask_host.ts";
import { findPart } from "./page_part.ts";

/** A round that is on, or whose result is shown, as the host's state tells it. */
export interface RoundState {
  readonly number: number;
  /** In seconds; 0 once it has started. */
  readonly startsIn: number;
  readonly secondsLeft: number | null;
  readonly isRunning: boolean;
  readonly isOver: boolean;
  /** Whether the game follows rounds. */
  readonly isPlayed: boolean;
}

/** Makes the button for rounds work: it begins one, ends it, and puts its result away. */
export function offerRound(act: Act): (round: RoundState | null) => void {
  let current: RoundState | null = null;
  findPart("round").addEventListener("submit", (event) => {
    event.preventDefault();
    const time = findPart<HTMLSelectElement>("round-time").value;
    if (current) act({ method: "DELETE", path: "round" });
    else act({ method: "PUT", path: "round", body: { time } });
  });
  const button = document.querySelector<HTMLButtonElement>("#round button")!;
  const { start = "", end = "", away = "" } = button.dataset;
  const count = new CountDown((left) => {
    const clock = left === null ? "" : ` ${clockText(left)}`;
    button.textContent = !current ? start : current.isOver ? away : `${end}${clock}`;
  });
  return (round) => {
    current = round;
    findPart("round-time").hidden = round !== null;
    button.classList.toggle("quiet", round !== null);
    findPart("round-note").hidden = !round || round.isOver || round.isPlayed;
    const isCounting = round !== null && round.startsIn > 0;
    const secondsLeft = !round || round.isOver
      ? null
      : isCounting
      ? round.startsIn
      : round.secondsLeft;
    count.take({ secondsLeft, isRunning: round?.isRunning ?? false, steps: [] });
  };
}
