import type { TransferEvent } from "../model/events.ts";

/** Shows or writes the events of a run. Nothing else writes to the terminal during it. */
export interface Reporter {
  /** Takes the next event. */
  event(event: TransferEvent): void;
  /** The interval of `progress` events in milliseconds; undefined for none. */
  readonly progressMs: number | undefined;
}
