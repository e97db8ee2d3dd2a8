import { form, oval, path, spot, stem, stroke } from "./forms.ts";
import type { Part } from "./part.ts";
import { THING_PARTS } from "./things.ts";

/** A bed of loose earth, 100 units wide and high, around its middle. */
const bed: Part = {
  box: [-50, -50, 100, 100],
  paint(g) {
    form(
      g,
      path(
        "M-44 -34C-30 -44 30 -44 44 -34C48 -10 48 18 44 34C30 44 -30 44 -44 34C-48 18 -48 -10 -44 -34z",
      ),
      "#9a6f4a",
      { line: 3, shade: 7, light: 5 },
    );
    for (const y of [-22, 0, 22]) {
      stroke(g, path(`M-34 ${y}C-18 ${y - 6} 18 ${y - 6} 34 ${y}`), {
        colour: "#7d5636",
        width: 4,
      });
    }
    for (const [x, y] of [[-18, -10], [16, 12], [4, -30], [-24, 26]] as const) {
      stem(g, path(`M${x} ${y}C${x - 3} ${y - 6} ${x - 7} ${y - 8} ${x - 9} ${y - 9}`), {
        colour: "#7fb25c",
        width: 3,
      });
      stem(g, path(`M${x} ${y}C${x + 3} ${y - 6} ${x + 7} ${y - 8} ${x + 9} ${y - 9}`), {
        colour: "#8fc069",
        width: 3,
      });
    }
  },
};

/** A wooden sign with a sleepy moon, its foot at the pivot. */
const sign: Part = {
  box: [-30, -64, 60, 70],
  paint(g) {
    stem(g, path("M0 2L0 -26"), { colour: "#8a5a34", width: 7 });
    form(g, path("M-24 -58L22 -60L25 -26L-22 -24z"), "#f6dfa8", { line: 3, shade: 5, light: 4 });
    stroke(g, path("M-13 -48L-3 -48L-13 -36L-3 -36M4 -44L12 -44L4 -34L12 -34"), {
      colour: "#7a4f1c",
      width: 3.4,
    });
  },
};

/** A golden rooster's halo. */
const halo: Part = {
  box: [-52, -92, 104, 104],
  paint(g) {
    g.globalAlpha = 0.55;
    spot(g, oval(0, -38, [48, 48]), "#ffd84a");
    g.globalAlpha = 0.6;
    spot(g, oval(0, -38, [34, 34]), "#fff3b0");
  },
};

const goldenRooster: Part = {
  box: halo.box,
  paint(g) {
    halo.paint(g);
    g.globalAlpha = 1;
    THING_PARTS.rooster!.paint(g);
  },
};

/** What only the fair's games show. */
export const FAIR_PARTS: Readonly<Record<string, Part>> = {
  bed,
  "bed sign": sign,
  halo,
  "golden rooster": goldenRooster,
};
