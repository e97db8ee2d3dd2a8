// The six scenes, each of which builds on the one before.

import { DOWNLOADS } from "./downloads.ts";
import type { Scene } from "./scene.ts";
import { SERVER } from "./server.ts";
import { SWITCHES } from "./switches.ts";
import { THREADS } from "./threads.ts";
import { TURNS } from "./turns.ts";
import { WAITS } from "./waits.ts";

/** All scenes. */
export const SCENES: readonly Scene[] = [TURNS, SWITCHES, WAITS, DOWNLOADS, SERVER, THREADS];
