import { setImmediate } from "node:timers";

/** The turns of the event loop to wait. Counting at a server showed that one turn is too short every other time. */
const TURNS = 2;

/**
 * Waits until a connection can carry another request after its answer has been read. fetch notices the end only after
 * its own thread has run, and opens a new connection for a request that comes before. Without this wait, sixteen files
 * at once use thirty connections.
 */
export function connectionFreed(): Promise<void> {
  return waiting ??= waitTurns();
}

/** What ends in the same turn waits together: with 64 small files at once that is most of them. */
let waiting: Promise<void> | undefined;

async function waitTurns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    waiting = undefined;
  }
}
