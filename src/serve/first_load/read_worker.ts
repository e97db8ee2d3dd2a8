/** Reads modules in a thread of its own: a large one takes longer than other players should wait. */
import type { ThreadMessage } from "../threads/guarded_thread.ts";
import { doWithin } from "../threads/time_limit.ts";
import { type ModuleFacts, readModuleFacts } from "./module_facts.ts";

// The types of a window and of a worker cannot both be global.
interface WorkerScope {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(message: ThreadMessage<ModuleFacts | undefined>): void;
}

const scope = self as unknown as WorkerScope;

/** The largest module that a person writes takes a second on a slow machine. */
const MAX_READ_MS = 5000;

function read(code: string): ModuleFacts | undefined {
  try {
    return doWithin(MAX_READ_MS, () => readModuleFacts(code));
  } catch {
    // It is no module, nested too deeply, or takes too long; browsers tell its author.
    return undefined;
  }
}

scope.onmessage = ({ data }) => {
  scope.postMessage({ kind: "begun" });
  scope.postMessage({ kind: "done", answer: read(data) });
};
