/** The scripts that browsers load as `/.coplay/NAME.js`, each made of `scripts/NAME.ts` and its imports. */
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
