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
    tagline: { en: "Everything is open. Play either side.", zh: "全部解锁，想当哪边当哪边。" },
    help: {
      en:
        "In the levels, sun has no end and packets need no rest. The bar has a speed, the next wave and zombies to place.",
      zh: "关卡里阳光用不完，种子不用等。上面的按钮可以加速、跳到下一波、放僵尸。",
    },
    unlocked: true,
    allowances: ALLOWANCES,
    extras: EXTRAS,
    pastimes: (desk) => [
      { label: RAID_WORDS.side, icon: "heart", run: () => openRaids(desk) },
      { label: PUZZLE_WORDS.puzzles, icon: "star", run: () => openPuzzles(desk) },
      { label: WORDS.sandbox, icon: "grid", run: () => workshop?.open() },
    ],
    addControls(tools, desk) {
      addSandbox(tools);
      addGo(tools);
      workshop = new Workshop(desk);
      workshop.addControls(tools);
    },
  };
}
