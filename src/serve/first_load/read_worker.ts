/** Reads modules in a thread of its own: a large one takes longer than other players should wait. */
import type { ThreadMessage } from "../assets/guarded_thread.ts";
import { type ModuleFacts, readModuleFacts } from "./module_facts.ts";

// The types of a window and of a worker cannot both be global.
interface WorkerScope {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(message: ThreadMessage<ModuleFacts | undefined>): void;
}

const scope = self as unknown as WorkerScope;

function read(code: string): ModuleFacts | undefined {
  try {
    return readModuleFacts(code);
  } catch {
    // It is no module, or nested too deeply; browsers tell its author.
    return undefined;
  }
}

scope.onmessage = ({ data }) => {
  scope.postMessage({ kind: "begun" });
  scope.postMessage({ kind: "done", answer: read(data) });
};
