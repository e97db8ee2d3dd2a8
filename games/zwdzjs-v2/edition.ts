import type { Edition } from "../zwdzjs-v1/edition.ts";
import { ALLOWANCES, EXTRAS } from "./extras.ts";
import { addSandbox } from "./sandbox.ts";

/** The unlocked edition: everything of the normal one, but nothing has to be earned. */
export const EDITION: Edition = {
  id: "zwdzjs-v2",
  name: { en: "Plants against Zombies, unlocked", zh: "植物大战僵尸 破解版" },
  unlocked: true,
  allowances: ALLOWANCES,
  extras: EXTRAS,
  addControls: addSandbox,
};
