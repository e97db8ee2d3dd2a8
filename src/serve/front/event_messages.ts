// What event streams say of the class.
import type { Text } from "../../cli/language.ts";
import type { Round } from "../live/round.ts";

/** The words on the cover in each language as JSON; null uncovers the page. */
export function frontMessage(front: Text | null) {
  return { event: "front", data: JSON.stringify(front) };
}

/** A round that is on as JSON, with this host's time, in milliseconds since 1970; null where none is. */
export function roundMessage(round: Round | null, nowMs: number) {
  if (!round) return { event: "round", data: "null" };
  const { number, seed, startsMs, endsMs, heldMs } = round;
  const isHeld = heldMs !== null;
  return {
    event: "round",
    data: JSON.stringify({ number, seed, startsMs, endsMs, isHeld, nowMs }),
  };
}
