/**
 * The scripts that browsers get as `/.coplay/NAME.js`. Each is made of `scripts/NAME.ts` and all that it imports.
 */
export const SCRIPT_NAMES = [
  "admin",
  "apart",
  "follow",
  "live",
  "lobby",
  "projector",
  "secure",
  "tap",
] as const;

/** The name of a script, without its ending. */
export type ScriptName = typeof SCRIPT_NAMES[number];
