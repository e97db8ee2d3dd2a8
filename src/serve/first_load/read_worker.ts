/** Reads modules in a thread of its own: a large one takes longer than other players should wait. */
import type { ThreadMessage, ThreadOrder } from "../threads/guarded_thread.ts";
import { doWithin, TookTooLong } from "../threads/time_limit.ts";
import { type ModuleFacts, readModuleFacts } from "./module_facts.ts";

// The types of a window and of a worker cannot both be global.
interface WorkerScope {
  onmessage: ((event: MessageEvent<ThreadOrder<string>>) => void) | null;
  postMessage(message: ThreadMessage<ModuleFacts | undefined>): void;
}

const scope = self as unknown as WorkerScope;

function read({ job, limitMs }: ThreadOrder<string>): ThreadMessage<ModuleFacts | undefined> {
  try {
    return { kind: "done", answer: doWithin(limitMs, () => readModuleFacts(job)) };
  } catch (error) {
    if (error instanceof TookTooLong) return { kind: "late", workedMs: error.workedMs };
    // It is no module, or nested too deeply; browsers tell its author.
    return { kind: "done", answer: undefined };
  }
}

scope.onmessage = ({ data }) => {
  scope.postMessage({ kind: "begun" });
  scope.postMessage(read(data));
};
