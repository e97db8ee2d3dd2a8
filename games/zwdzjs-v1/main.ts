import { Game } from "./game.ts";
import { PLAIN } from "./rules/world.ts";

/** The normal edition, in which the player earns everything. */
new Game({
  id: "zwdzjs-v1",
  name: { en: "Plants against Zombies", zh: "植物大战僵尸" },
  unlocked: false,
  allowances: PLAIN,
  extras: {},
}).open();
