/** Strips types in a thread of its own. Making amaro ready takes its time, so a job begins only after that. */
import type { ThreadMessage, ThreadOrder } from "../threads/guarded_thread.ts";
import { doWithin, TookTooLong } from "../threads/time_limit.ts";
import type { Stripped } from "./type_stripper.ts";

// The types of a window and of a worker cannot both be global.
interface WorkerScope {
  onmessage: ((event: MessageEvent<ThreadOrder<string>>) => void) | null;
  postMessage(message: ThreadMessage<Stripped>): void;
}

const scope = self as unknown as WorkerScope;

/** Some of everything: WebAssembly is compiled when it first runs, which must not count as a game's time. */
const FIRST_TEXT = `import { type A, b } from "./b.ts";
interface C<T> extends A { readonly d?: T[]; e(f: number | "g"): void }
export class H<T> extends b implements C<T> { #i: Map<string, T> = new Map(); get j() { return this.#i!; } }
export const k = async <T,>({ l = 1, ...m }: { l?: number }, n: T): Promise<T> => {
  for (const o of [l, m] as const) { if (/p/.test(\`\${o}\`)) await (n as unknown); else throw new Error("q"); }
  return n;
};
`;

let loading: Promise<(source: string) => string> | undefined;

async function load(): Promise<(source: string) => string> {
  const { transformSync } = await import("amaro");
  const strip = (source: string) => transformSync(source, { mode: "strip-only" }).code;
  strip(FIRST_TEXT);
  return strip;
}

/** Recognizes amaro's error: a plain object with these fields; lines count from 1 and columns from 0. */
function isProblem(error: unknown): error is Omit<Stripped & { kind: "problem" }, "kind"> {
  return typeof error === "object" && error !== null && "message" in error &&
    "startLine" in error && "startColumn" in error;
}

scope.onmessage = async ({ data: { job, limitMs } }) => {
  const strip = await (loading ??= load());
  scope.postMessage({ kind: "begun" });
  scope.postMessage(answer(() => doWithin(limitMs, () => strip(job))));
};

function answer(strip: () => string): ThreadMessage<Stripped> {
  try {
    return { kind: "done", answer: { kind: "code", code: strip() } };
  } catch (error) {
    if (error instanceof TookTooLong) return { kind: "late", workedMs: error.workedMs };
    if (!isProblem(error)) return { kind: "failed" };
    const { message, startLine, startColumn } = error;
    return { kind: "done", answer: { kind: "problem", message, startLine, startColumn } };
  }
}
