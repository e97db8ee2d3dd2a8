import { openSave, type Save } from "../../kit/save.ts";
import { decodeLawn } from "./code.ts";

/** The lawns that a player keeps, as their codes. */
export interface KeptLawns {
  /** The lawn that is being set up. */
  readonly draft?: string;
  /** One a slot; undefined for an empty one. */
  readonly slots: readonly (string | undefined)[];
}

/** The number of lawns that can be kept. */
export const SLOTS = 6;

function readCode(value: unknown): string | undefined {
  return typeof value === "string" && "lawn" in decodeLawn(value) ? value : undefined;
}

/** Accepts the codes that are lawns. */
export function readLawns(stored: unknown): KeptLawns | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  const { draft, slots } = stored as Record<string, unknown>;
  const kept = Array.isArray(slots) ? slots : [];
  const lawn = readCode(draft);
  return {
    ...(lawn === undefined ? {} : { draft: lawn }),
    slots: Array.from({ length: SLOTS }, (_, at) => readCode(kept[at])),
  };
}

/** Opens the lawns that are kept on this device. */
export function openLawns(): Save<KeptLawns> {
  const slots = Array.from({ length: SLOTS }, () => undefined);
  return openSave<KeptLawns>({
    id: "zwdzjs-v2.lawns",
    version: 1,
    empty: () => ({ slots }),
    read: readLawns,
  });
}
