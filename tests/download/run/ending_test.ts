/** What an attempt's end tells the pace. */
import { assertEquals } from "@std/assert";
import { shortBody } from "../../../src/download/host/network_error.ts";
import {
  type FailureDetail,
  type FailureKind,
  TransferError,
} from "../../../src/download/model/errors.ts";
import type { Outcome } from "../../../src/download/model/job.ts";
import { endingOf } from "../../../src/download/run/ending.ts";

const NOTHING = { receivedBytes: 0, progressBytes: 0, restarts: 0, avoidsHelp: false };

function failed(error: TransferError): Outcome {
  return { kind: "failed", error, ...NOTHING };
}

function errorOf(kind: FailureKind, detail: FailureDetail): TransferError {
  return new TransferError(kind, { en: "", zh: "" }, detail);
}

const ENDINGS = {
  "429": [errorOf("status", { status: 429, isTransient: true }), "refusal"],
  "503": [errorOf("status", { status: 503, isTransient: true }), "refusal"],
  "404": [errorOf("status", { status: 404 }), undefined],
  "500": [errorOf("status", { status: 500, isTransient: true }), undefined],
  "a reset or a silence": [errorOf("network", { isTransient: true }), "loss"],
  "a body cut short": [shortBody(1, 2), "loss"],
  "a name that does not resolve for good": [errorOf("network", {}), undefined],
  "too many open files here": [
    errorOf("network", { isTransient: true, isCrowded: true }),
    undefined,
  ],
  "a server without ranges": [
    errorOf("network", { isTransient: true, avoidsRange: true }),
    undefined,
  ],
  "a full disk": [errorOf("disk", {}), undefined],
} as const;

for (const [what, [error, kind]] of Object.entries(ENDINGS)) {
  Deno.test(`${what} is ${kind ?? "no matter"} to the pace`, () => {
    assertEquals(endingOf(failed(error), { firstByteMs: 5 })?.kind, kind);
  });
}
