import { box, form, oval, path, spot, stem, stroke } from "./forms.ts";
import type { Part } from "./part.ts";

/** Two tufts of hair with red ribbons. Their pivot is where the hair sits. */
const tufts: Part = {
  box: [-36, -32, 72, 44],
  paint(g) {
    const crown = "M-25 6C-27 -12 -12 -18 0 -18C12 -18 27 -12 25 6C14 -4 -14 -4 -25 6z";
    form(g, path(crown), "#34304c", { shade: 4, light: 4 });
    for (const side of [-1, 1]) {
      form(g, oval(side * 22, -17, [11, 11]), "#34304c", { shade: 4, light: 4 });
      const bow = `M${side * 15} -10l${side * -8} -5v9zM${side * 15} -10l${side * 8} 7v-9z`;
      form(g, path(bow), "#f2564d", { line: 1.8, shade: 1, light: 1 });
    }
  },
};

/** A miner's helmet with a lamp. */
const helmet: Part = {
  box: [-38, -36, 76, 48],
  paint(g) {
    form(g, path("M-27 4C-28 -22 -12 -30 0 -30C14 -30 28 -22 27 4z"), "#f0b63a", {
      shade: 6,
      light: 5,
    });
    stroke(g, path("M0 -29L0 -6"), { colour: "#b97a1c", width: 4 });
    form(g, path("M-33 3C-20 -4 20 -4 33 3C20 10 -20 10 -33 3z"), "#d9962a", {
      line: 2.4,
      shade: 3,
      light: 2,
    });
    form(g, oval(-20, -12, [10, 10]), "#8d94a8", { line: 2.4, shade: 2, light: 2 });
    spot(g, oval(-22, -12, [6, 6]), "#fff3a6");
  },
};

/** A shovel over the shoulder. Its pivot is at the hand. */
const shovel: Part = {
  box: [-16, -74, 32, 104],
  paint(g) {
    stem(g, path("M0 26L0 -40"), { colour: "#a4703f", width: 6 });
    form(g, path("M-13 -42L13 -42C15 -56 8 -68 0 -72C-8 -68 -15 -56 -13 -42z"), "#b9c1d0", {
      line: 2.6,
      shade: 4,
      light: 4,
    });
  },
};

/** The heap of earth above one that digs, with the lamp's light in it. Its pivot is on the ground. */
const mound: Part = {
  box: [-46, -34, 92, 44],
  paint(g) {
    form(
      g,
      path("M-42 6C-38 -10 -24 -12 -18 -22C-8 -32 8 -30 16 -20C24 -14 38 -10 42 6z"),
      "#8a5f3c",
      {
        shade: 7,
        light: 5,
      },
    );
    for (const [x, y] of [[-24, -4], [4, -18], [22, -4], [-6, -2]] as const) {
      spot(g, oval(x, y, [5, 3.4]), "#6b4527");
    }
    form(g, oval(-10, -24, [8, 6]), "#f0b63a", { line: 2.2, shade: 2, light: 2 });
    spot(g, oval(-13, -24, [3.4, 3]), "#fff3a6");
  },
};

/** A vest of woven cane; worn, it has a hole. Its pivot is between the feet. */
function vest(torn: boolean): Part {
  return {
    box: [-32, -72, 64, 58],
    paint(g) {
      form(
        g,
        path(
          "M-17 -67C-23 -50 -26 -36 -28 -22C-12 -16 14 -16 29 -22C26 -36 22 -50 18 -67C8 -71 -8 -71 -17 -67z",
        ),
        "#d6a24e",
        {
          shade: 7,
          light: 5,
        },
      );
      g.globalAlpha = 0.7;
      stroke(
        g,
        path(
          "M-22 -54L22 -54M-25 -42L25 -42M-27 -30L27 -30M-12 -68L-14 -20M0 -69L0 -19M12 -68L14 -20",
        ),
        {
          colour: "#9a6a26",
          width: 2.4,
        },
      );
      g.globalAlpha = 1;
      if (torn) spot(g, path("M-20 -50l12 4l-3 10l-14 2zM6 -36l14 -3l2 12l-13 2z"), "#5b6f4a");
    },
  };
}

/** A forked stick with its bands. Its pivot is at the hand. */
const slingshot: Part = {
  box: [-34, -46, 62, 56],
  paint(g) {
    stroke(g, path("M-24 -38Q4 -24 18 -38"), { colour: "#c0392b", width: 3 });
    stem(g, path("M0 6L0 -16M0 -14C-8 -20 -20 -22 -24 -38M0 -14C8 -20 14 -24 18 -38"), {
      colour: "#8a5a34",
      width: 5,
    });
    form(g, box([2, -32], [9, 8], 4), "#9aa1b3", { line: 1.8, shade: 2, light: 2 });
  },
};

/** What diggers, slingers and the small ones wear and carry. */
export const TOOL_PARTS: Readonly<Record<string, Part>> = {
  tufts,
  helmet,
  shovel,
  mound,
  "vest 0": vest(false),
  "vest 1": vest(true),
  slingshot,
};
