import { setImmediate } from "node:timers";

/** Waits for the event loop's next round. What goes on from promise to promise leaves other work no turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
