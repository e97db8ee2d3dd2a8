import { CARROT_SCENES } from "./scenes/carrot.ts";
import { GARDEN_SCENES } from "./scenes/garden.ts";
import type { Scene } from "./scenes/scene.ts";
import { SMALL_SCENES } from "./scenes/small.ts";

/** What each game shows in the middle of its play, and the most that it can show. */
export const SCENES: readonly Scene[] = [...SMALL_SCENES, ...CARROT_SCENES, ...GARDEN_SCENES];
