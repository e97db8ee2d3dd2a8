import { openSave, type Save } from "../../kit/save.ts";
import { decodeLawn, encodeLawn } from "./code.ts";
import { BARE } from "./lawn.ts";

/** The lawns that a player keeps, as their codes. */
export interface KeptLawns {
  /** The lawn that is being set up. */
  readonly draft?: string;
  /** The lawn that was set up before another one took its place, where it was in no slot. */
  readonly before?: string;
  /** One a slot; undefined for an empty one. */
  readonly slots: readonly (string | undefined)[];
}

const EMPTY_CODE = encodeLawn(BARE);

/** The number of lawns that can be kept. */
export const SLOTS = 6;

function readCode(value: unknown): string | undefined {
  return typeof value === "string" && "lawn" in decodeLawn(value) ? value : undefined;
}

/** Accepts the codes that are lawns. */
export function readLawns(stored: unknown): KeptLawns | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  const { draft, before, slots } = stored as Record<string, unknown>;
  const kept = Array.isArray(slots) ? slots : [];
  const [lawn, last] = [readCode(draft), readCode(before)];
  return {
    ...(lawn === undefined ? {} : { draft: lawn }),
    ...(last === undefined ? {} : { before: last }),
    slots: Array.from({ length: SLOTS }, (_, at) => readCode(kept[at])),
  };
}

/** Keeps the lawn that was set up, because the one with this code takes its place. */
export function withoutDraft(kept: KeptLawns, next: string): KeptLawns {
  const { draft, slots } = kept;
  const isLost = draft !== undefined && draft !== next && !slots.includes(draft) &&
    draft !== EMPTY_CODE;
  return isLost ? { ...kept, before: draft } : kept;
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
