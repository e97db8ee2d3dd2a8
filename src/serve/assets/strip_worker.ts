/**
 * Strips types in a thread of its own: some texts end amaro's WebAssembly for good, others keep it busy for hours.
 * Takes one text at a time, and says when it begins, for loading amaro takes its time, too.
 */
import type { StripAnswer } from "./type_stripper.ts";

// The types of a window and of a worker cannot both be global.
interface WorkerScope {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(answer: StripAnswer | { readonly kind: "begun" }): void;
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
    const { code } = transformSync(data, { mode: "strip-only" });
    scope.postMessage({ kind: "code", code });
  } catch (error) {
    if (!isProblem(error)) return scope.postMessage({ kind: "unreadable" });
    const { message, startLine, startColumn } = error;
    scope.postMessage({ kind: "problem", message, startLine, startColumn });
  }
};
