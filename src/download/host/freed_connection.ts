import { setImmediate } from "node:timers";

/** How many turns of the event loop it takes; counted by a server, with one turn it comes too soon every other time. */
const TURNS = 2;

/**
 * Waits until a connection whose answer has been read to its end can carry another request. fetch notes that end only
 * when its own thread of work has had a turn, and opens another connection for a request that comes before: without
 * this, sixteen files at once take thirty connections.
 */
export async function connectionFreed(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
