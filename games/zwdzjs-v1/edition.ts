import type { Edition } from "./editions.ts";
import { PLAIN } from "./rules/world.ts";

/** The normal edition: everything is earned. */
export const EDITION: Edition = {
  id: "zwdzjs-v1",
  name: { en: "Plants against Zombies", zh: "植物大战僵尸" },
  unlocked: false,
  allowances: PLAIN,
  extras: {},
};
