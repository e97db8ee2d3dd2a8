import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type FailureKind, TransferError } from "../../../src/download/model/errors.ts";
import type { FailureDetail } from "../../../src/download/model/errors.ts";
import type { RetryPolicy } from "../../../src/download/model/config.ts";
import type { Outcome, Progress } from "../../../src/download/model/job.ts";
import { interpretAnswer } from "../../../src/download/host/answer.ts";
import { newProgress, nextStep, type Step } from "../../../src/download/run/retry.ts";

const POLICY: RetryPolicy = { retries: 5, maxDelayMs: 60_000, maxRetryAfterMs: 3_600_000 };
const NOW_MS = Date.UTC(2026, 0, 1);

function history(more: Partial<Progress> = {}): Progress {
  return { ...newProgress(), attempts: 1, ...more };
}

function failed(kind: FailureKind, detail: FailureDetail = {}, progressBytes = 0): Outcome {
  const error = new TransferError(kind, { en: "it failed", zh: "失败" }, detail);
  return { kind: "failed", error, receivedBytes: 0, progressBytes, restarts: 0, avoidsHelp: false };
}

/** The outcome of an attempt whose answer has this status. */
function answered(status: number, headers: Record<string, string> = {}): Outcome {
  const asked = { from: undefined, known: undefined, isUnsafe: false, nowMs: NOW_MS };
  const meaning = interpretAnswer({ status, headers: new Headers(headers) }, asked);
  if (meaning.kind !== "failed") throw new Error(`${status} is a file`);
  return {
    kind: "failed",
    error: meaning.error,
    receivedBytes: 0,
    progressBytes: 0,
    restarts: 0,
    avoidsHelp: false,
  };
}

function step(
  outcome: Outcome,
  of: Progress = history(),
  { mirrors = 1, random = 1 }: { mirrors?: number; random?: number } = {},
): Step {
  return nextStep(outcome, of, { mirrors, policy: POLICY, random: () => random });
}

const RETRIED: Readonly<Record<number, string>> = {
  408: "Request Timeout",
  425: "Too Early",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  520: "a CDN's unknown error",
  521: "a CDN's origin is down",
  522: "a CDN's connection timed out",
  523: "a CDN's origin cannot be reached",
  524: "a CDN's origin timed out",
};

const FINAL: Readonly<Record<number, string>> = {
  204: "No Content",
  304: "Not Modified without a condition",
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  409: "Conflict",
  410: "Gone",
  411: "Length Required",
  412: "Precondition Failed",
  413: "Content Too Large",
  414: "URI Too Long",
  416: "Range Not Satisfiable, where no range was asked for",
  418: "a teapot",
  421: "Misdirected Request",
  422: "Unprocessable Content",
  423: "Locked",
  424: "Failed Dependency",
  426: "Upgrade Required",
  428: "Precondition Required",
  431: "Request Header Fields Too Large",
  451: "Unavailable For Legal Reasons",
  501: "Not Implemented",
  505: "HTTP Version Not Supported",
  507: "Insufficient Storage",
  508: "Loop Detected",
  511: "Network Authentication Required",
  525: "a CDN's handshake failed",
  526: "a CDN's certificate is bad",
};

for (const [status, name] of Object.entries(RETRIED)) {
  Deno.test(`nextStep tries again after ${status} ${name}`, () => {
    assertEquals(step(answered(Number(status))).kind, "retry");
  });
}

for (const [status, name] of Object.entries(FINAL)) {
  Deno.test(`nextStep gives up at ${status} ${name}`, () => {
    assertEquals(step(answered(Number(status))).kind, "failed");
  });
}

const KINDS: readonly [FailureKind, isTransient: boolean, expected: Step["kind"]][] = [
  ["network", true, "retry"],
  ["network", false, "failed"],
  ["tls", false, "failed"],
  ["disk", false, "failed"],
  ["disk", true, "failed"],
  ["checksum", false, "failed"],
  ["changed", true, "retry"],
  ["refused", false, "failed"],
  ["archive", false, "failed"],
  ["interrupted", true, "failed"],
];

for (const [kind, isTransient, expected] of KINDS) {
  const what = `${kind} failure that ${isTransient ? "may pass" : "stays"}`;
  Deno.test(`nextStep answers "${expected}" to a ${what}`, () => {
    assertEquals(step(failed(kind, { isTransient })).kind, expected);
  });
}

function delays(random: number): number[] {
  const of = history();
  const result: number[] = [];
  for (;;) {
    const next = nextStep(failed("network", { isTransient: true }), of, {
      mirrors: 1,
      policy: { ...POLICY, retries: 9 },
      random: () => random,
    });
    if (next.kind !== "retry") return result;
    result.push(next.delayMs);
  }
}

Deno.test("nextStep doubles its longest pause up to a minute", () => {
  const ceilings = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000];
  assertEquals(delays(1), ceilings);
  assertEquals(delays(0.5), ceilings.map((ms) => ms / 2));
  assertEquals(delays(0), ceilings.map(() => 0));
});

Deno.test("nextStep gives a job as many attempts more as it has retries", () => {
  assertEquals(delays(0).length, 9);
});

Deno.test("nextStep restarts its count once bytes have arrived", () => {
  const of = history({ failures: 5 });
  assertEquals(step(failed("network", { isTransient: true }), of).kind, "failed");
  const lucky = history({ failures: 5 });
  const next = step(failed("network", { isTransient: true }, 1), lucky);
  assertEquals([next.kind, lucky.failures], ["retry", 1]);
});

Deno.test("nextStep keeps its count where the bytes are discarded again and again", () => {
  const of = history({ failures: 5, restarts: 6 });
  assertEquals(step(failed("network", { isTransient: true }, 1000), of).kind, "failed");
});

const RETRY_AFTER: readonly [string, delayMs: number][] = [
  ["0", 0],
  ["7", 7000],
  ["3600", 3_600_000],
  ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
  ["Wed, 31 Dec 2025 23:59:00 GMT", 0],
];

for (const [header, delayMs] of RETRY_AFTER) {
  Deno.test(`nextStep rests the host for Retry-After: ${header}`, () => {
    const next = step(answered(503, { "retry-after": header }), history(), { random: 0 });
    assertEquals(next, { kind: "retry", delayMs, hostDelayMs: delayMs, mirror: 0 });
  });
}

Deno.test("nextStep does not wait for a server that asks for more than an hour", () => {
  assertEquals(step(answered(503, { "retry-after": "3601" })).kind, "failed");
  assertEquals(step(answered(429, { "retry-after": "9".repeat(400) })).kind, "failed");
});

Deno.test("nextStep waits at least its own pause, whatever Retry-After says", () => {
  const next = step(answered(503, { "retry-after": "1" }), history({ failures: 3 }));
  assertEquals(next.kind === "retry" && next.delayMs, 8000);
});

Deno.test("nextStep ignores an invalid Retry-After", () => {
  const next = step(answered(503, { "retry-after": "soon" }), history(), { random: 0 });
  assertEquals(next.kind === "retry" && next.delayMs, 0);
});

Deno.test("nextStep rests a host that is busy, and none for its other errors", () => {
  for (const [status, rests] of [[429, true], [503, true], [500, false], [502, false]] as const) {
    const next = step(answered(status));
    assertEquals(next.kind === "retry" && next.hostDelayMs > 0, rests, String(status));
  }
});

Deno.test("nextStep takes the mirrors in turn, and waits only after a round", () => {
  const of = history();
  const seen: [number, boolean][] = [];
  for (let n = 0; n < 6; n++) {
    const next = step(failed("network", { isTransient: true }), of, { mirrors: 3 });
    if (next.kind !== "retry") throw new Error("gave up");
    seen.push([next.mirror, next.delayMs > 0]);
    of.mirror = next.mirror;
  }
  assertEquals(seen, [[1, false], [2, false], [0, true], [1, false], [2, false], [0, true]]);
});

Deno.test("nextStep skips a mirror that has failed for good", () => {
  const of = history();
  assertEquals(step(answered(404), of, { mirrors: 3 }), {
    kind: "retry",
    delayMs: 0,
    hostDelayMs: 0,
    mirror: 1,
  });
  of.mirror = 1;
  const afterSecond = step(failed("tls"), of, { mirrors: 3 });
  assertEquals(afterSecond.kind === "retry" && afterSecond.mirror, 2);
  of.mirror = 2;
  assertEquals(step(answered(410), of, { mirrors: 3 }).kind, "failed");
});

Deno.test("nextStep asks the same mirror anew for a file that has changed", () => {
  for (const detail of [{ discardsPart: true }, { avoidsRange: true }]) {
    const changed = failed("changed", { isTransient: true, ...detail });
    const next = step(changed, history(), { mirrors: 3 });
    assertEquals(next.kind === "retry" && next.mirror, 0);
  }
});

Deno.test("nextStep asks no further mirror when the disk is full", () => {
  assertEquals(step(failed("disk"), history(), { mirrors: 3 }).kind, "failed");
});

Deno.test("law: nextStep ends, whatever fails, where no bytes arrive", () => {
  const outcome = fc.record({
    status: fc.constantFrom(404, 429, 500, 503, undefined),
    isTransient: fc.boolean(),
    retryAfterMs: fc.nat(4_000_000),
  }).map(({ status, ...detail }) =>
    failed("network", { ...detail, ...(status === undefined ? {} : { status }) })
  );
  const draw = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(fc.infiniteStream(outcome), fc.nat(4), draw, (outcomes, more, random) => {
    const of = history();
    const mirrors = more + 1;
    for (let attempts = 1;; attempts++) {
      assert(attempts <= POLICY.retries * mirrors + 1);
      const next = step(outcomes.next().value, of, { mirrors, random });
      if (next.kind !== "retry") return;
      assert(!of.dead.has(next.mirror) && next.mirror < mirrors);
      assert(next.delayMs >= 0 && next.delayMs <= POLICY.maxRetryAfterMs);
      of.mirror = next.mirror;
    }
  }));
});
