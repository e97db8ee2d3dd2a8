import type { Part } from "./part.ts";
import { FAIR_PARTS } from "./fair.ts";
import { GEAR_PARTS } from "./gear.ts";
import { KEEPER_PARTS } from "./keepers.ts";
import { ROBE_PARTS } from "./robes.ts";
import { SHOOTER_PARTS } from "./shooters.ts";
import { THING_PARTS } from "./things.ts";
import { TOOL_PARTS } from "./tools.ts";

/** Every part of every figure, by name. */
export const PARTS: Readonly<Record<string, Part>> = {
  ...SHOOTER_PARTS,
  ...KEEPER_PARTS,
  ...ROBE_PARTS,
  ...GEAR_PARTS,
  ...TOOL_PARTS,
  ...THING_PARTS,
  ...FAIR_PARTS,
};
