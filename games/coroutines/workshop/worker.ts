// Runs edited programs in a thread of its own, which the page can end.

import { type Attempt, attempt, type Order } from "./attempt.ts";

/** The part of a worker's global that it uses. */
type WorkerScope = {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(answer: "ready" | Attempt): void;
};

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = ({ data }) => scope.postMessage(attempt(data));
scope.postMessage("ready");
