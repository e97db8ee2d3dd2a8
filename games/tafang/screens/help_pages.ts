// The pages of the help, each with a picture of the game's own drawings.

import { drawCarrot } from "../art/carrot.ts";
import { drawMonster } from "../art/monsters.ts";
import { drawTower } from "../art/towers.ts";
import type { Brush } from "../art/brush.ts";
import { hasOnlyTouch } from "../../kit/input.ts";
import type { HelpPage } from "../../kit/shell.ts";
import { HELP, KEY_HELP } from "../texts/texts.ts";

const ART: readonly ((c: Brush) => void)[] = [
  (c) => drawTower(c, "sling", 0),
  (c) => drawTower(c, "mortar", 2),
  (c) => drawMonster(c, "tinback", 0.1),
  (c) => drawTower(c, "frost", 1),
  (c) => drawMonster(c, "scoot", 0.1),
  (c) => {
    // Its leaves are higher than any tower.
    c.translate(0, 12);
    c.scale(0.82, 0.82);
    drawCarrot(c, { health: 10, mood: "proud", sway: 0, blink: false });
  },
  (c) => drawTower(c, "bell", 0),
];

/** Makes the pages when the page loads, because the help takes finished markup. */
export function helpPages(): HelpPage[] {
  const texts = hasOnlyTouch() ? HELP : [...HELP, KEY_HELP];
  return texts.map((text, index) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 176;
    const c = canvas.getContext("2d")!;
    c.translate(88, 92);
    c.scale(1.5, 1.5);
    ART[index]?.(c);
    return { text, art: `<img alt="" width="72" height="72" src="${canvas.toDataURL()}">` };
  });
}
