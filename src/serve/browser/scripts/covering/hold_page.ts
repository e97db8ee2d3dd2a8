import { holdOf } from "../holding/hold.ts";

/** What lies over the game: the operator's cover, or the count-down to a round. */
type Reason = "cover" | "count-down";

const reasons = new Set<Reason>();

/** Holds the page's game for a reason, or lets it go on once there is none left. */
export function holdPage(reason: Reason, isHeld: boolean): void {
  if (isHeld) reasons.add(reason);
  else reasons.delete(reason);
  holdOf(self)?.set(reasons.size > 0);
}
