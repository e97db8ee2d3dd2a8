import type { Lease } from "../host/host_slots.ts";
import type { Outcome } from "../model/job.ts";
import type { Ending } from "../pace/flow.ts";
import { isRefusal } from "./retry.ts";

/** What an attempt's outcome tells of how much its host and the line can take. */
export function endingOf(
  outcome: Outcome,
  { firstByteMs }: Pick<Lease, "firstByteMs">,
): Ending {
  const { receivedBytes: bytes } = outcome;
  if (outcome.kind === "arrived") {
    // Nobody was asked for a file that was there.
    return firstByteMs === undefined ? undefined : { kind: "arrival", bytes, firstByteMs };
  }
  const { error } = outcome;
  if (isRefusal(error)) return { kind: "refusal" };
  const { isTransient, isCrowded, avoidsRange } = error.detail;
  const isLoss = error.kind === "network" && isTransient && !isCrowded && !avoidsRange;
  return isLoss ? { kind: "loss" } : undefined;
}
