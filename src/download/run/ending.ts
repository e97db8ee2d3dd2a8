import type { Lease } from "../host/host_slots.ts";
import type { Outcome } from "../model/job.ts";
import type { Ending } from "../pace/flow.ts";
import { isRefusal } from "./retry.ts";

/** Derives from an attempt's outcome what the pacer should learn about its host and the line. */
export function endingOf(
  outcome: Outcome,
  { firstByteMs }: Pick<Lease, "firstByteMs">,
): Ending {
  const { receivedBytes: bytes } = outcome;
  if (outcome.kind === "arrived") {
    // A file that was there already needed no request.
    return firstByteMs === undefined ? undefined : { kind: "arrival", bytes, firstByteMs };
  }
  const { error } = outcome;
  if (isRefusal(error)) return { kind: "refusal" };
  const { isTransient, isCrowded, avoidsRange } = error.detail;
  const isLoss = error.kind === "network" && isTransient && !isCrowded && !avoidsRange;
  return isLoss ? { kind: "loss" } : undefined;
}
