import type { TransferEvent } from "../model/events.ts";

/** Whoever shows or writes what happens. Nothing else writes to the terminal while a run goes on. */
export interface Reporter {
  /** Takes the next event. */
  event(event: TransferEvent): void;
  /** How often it wants to be told of progress; `undefined` for never. */
  readonly progressMs: number | undefined;
}
