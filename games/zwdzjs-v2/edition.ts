import type { Edition } from "../zwdzjs-v1/edition.ts";
import { ALLOWANCES, EXTRAS } from "./extras.ts";
import { WORDS as RAID_WORDS } from "./raid/words.ts";
import { openRaids } from "./screens/raids.ts";
import { WORDS as PUZZLE_WORDS } from "./puzzles/words.ts";
import { openPuzzles } from "./screens/puzzles.ts";
import { addGo } from "./go.ts";
import { WORDS } from "./lawn/words.ts";
import { addSandbox } from "./sandbox.ts";
import { Workshop } from "./workshop.ts";

/** The unlocked edition: everything of the normal one, but nothing has to be earned. */
export function makeEdition(): Edition {
  let workshop: Workshop | undefined;
  return {
    id: "zwdzjs-v2",
    name: { en: "Plants against Zombies, unlocked", zh: "植物大战僵尸 破解版" },
    unlocked: true,
    allowances: ALLOWANCES,
    extras: EXTRAS,
    pastimes: (desk) => [
      { label: RAID_WORDS.side, icon: "heart", run: () => openRaids(desk) },
      { label: PUZZLE_WORDS.puzzles, icon: "star", run: () => openPuzzles(desk) },
      { label: WORDS.sandbox, icon: "settings", run: () => workshop?.open() },
    ],
    addControls(tools, desk) {
      addSandbox(tools);
      addGo(tools);
      workshop = new Workshop(desk);
      workshop.addControls(tools);
    },
  };
}
