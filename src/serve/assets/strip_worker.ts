/** Strips types in a thread of its own. Loading amaro takes its time, so a job begins only after that. */
import type { ThreadMessage } from "../threads/guarded_thread.ts";
import { doWithin } from "../threads/time_limit.ts";
import type { StripAnswer } from "./type_stripper.ts";

/** All of coplay's source, 3 MB, takes half a second. What one file takes longer for was made to. */
const MAX_STRIP_MS = 2000;

// The types of a window and of a worker cannot both be global.
interface WorkerScope {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(message: ThreadMessage<StripAnswer>): void;
}

const scope = self as unknown as WorkerScope;

/** Recognizes amaro's error: a plain object with these fields; lines count from 1 and columns from 0. */
function isProblem(error: unknown): error is Omit<StripAnswer & { kind: "problem" }, "kind"> {
  return typeof error === "object" && error !== null && "message" in error &&
    "startLine" in error && "startColumn" in error;
}

scope.onmessage = async ({ data }) => {
  const { transformSync } = await import("amaro");
  scope.postMessage({ kind: "begun" });
  try {
    const { code } = doWithin(MAX_STRIP_MS, () => transformSync(data, { mode: "strip-only" }));
    scope.postMessage({ kind: "done", answer: { kind: "code", code } });
  } catch (error) {
    if (!isProblem(error)) return scope.postMessage({ kind: "failed" });
    const { message, startLine, startColumn } = error;
    const answer = { kind: "problem", message, startLine, startColumn } as const;
    scope.postMessage({ kind: "done", answer });
  }
};
