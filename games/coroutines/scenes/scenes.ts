// The four scenes, in the order in which they build on one another.

import { DOWNLOADS } from "./downloads.ts";
import type { Scene } from "./scene.ts";
import { SWITCHES } from "./switches.ts";
import { TURNS } from "./turns.ts";
import { WAITS } from "./waits.ts";

/** All scenes. */
export const SCENES: readonly Scene[] = [TURNS, SWITCHES, WAITS, DOWNLOADS];
