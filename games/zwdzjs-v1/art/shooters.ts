import { box, drawFace, form, oval, path, spot, stem, stroke } from "./forms.ts";
import type { Part } from "./part.ts";
import { DEEP_GREEN, drawFoot, drawLeaf, GREEN } from "./leaves.ts";

/** A lotus pod: a cup that faces right, with visible seeds and petals behind it. */
const lotusHead: Part = {
  box: [-40, -38, 84, 74],
  paint(g) {
    for (const [turn, colour] of [[2.5, "#f29ab8"], [3.7, "#f29ab8"], [3.1, "#f7b7cb"]] as const) {
      drawLeaf(g, { x: -8, y: 0, length: 30, width: 16, turn, colour });
    }
    form(g, path("M-22 -10C-18 -26 6 -32 26 -31L28 29C8 30 -18 24 -22 8z"), "#8dc63f");
    form(g, oval(27, -1, [12, 30]), "#c9e265", { shade: 3, light: 3 });
    for (const [x, y] of [[27, -18], [24, -1], [31, 2], [27, 17]] as const) {
      spot(g, oval(x, y, [4, 6]), "#5b7f22");
      spot(g, oval(x - 1, y - 1, [2.4, 3.6]), "#38521a");
    }
    drawFace(g, { x: 2, y: -7, gap: 9.5, eye: 7.5, mood: "keen", gaze: 0.8 });
  },
};

const lotusFoot: Part = {
  box: [-40, -52, 80, 58],
  paint(g) {
    stem(g, path("M0 -2C-8 -18 -8 -30 0 -46"), { colour: DEEP_GREEN, width: 8 });
    form(g, oval(0, -5, [32, 8]), GREEN, { shade: 3, light: 3 });
    stroke(g, path("M0 -5L24 -8M0 -5L-24 -8M0 -5L10 -1"), { colour: "#3a8a3c", width: 1.6 });
  },
};

/** A mint: a cool bud with puffed cheeks under a crown of leaves. */
const mintHead: Part = {
  box: [-42, -56, 92, 90],
  paint(g) {
    for (const [turn, length] of [[-2.4, 36], [-0.9, 32], [-1.65, 40]] as const) {
      drawLeaf(g, { x: 0, y: -14, length, width: 14, turn, colour: "#3fb6a0" });
    }
    form(
      g,
      path(
        "M-30 0C-30 -22 -14 -28 2 -28C16 -28 24 -20 26 -10L40 -9L40 11L26 10C22 24 10 29 -2 29C-18 29 -30 20 -30 0z",
      ),
      "#7fdcd0",
    );
    form(g, oval(40, 1, [6, 12]), "#d6fff7", { shade: 2, light: 2, line: 2.5 });
    spot(g, oval(40, 1, [3.4, 8]), "#2c7d8e");
    drawFace(g, { x: 2, y: -7, gap: 10, eye: 7.5, mood: "happy", gaze: 0.7 });
    g.globalAlpha = 0.8;
    stroke(g, path("M-20 12l4 4m0 -4l-4 4M-12 -20l3 3m0 -3l-3 3"), {
      colour: "#ffffff",
      width: 1.8,
    });
  },
};

const mintFoot: Part = {
  box: [-40, -50, 80, 56],
  paint(g) {
    stem(g, path("M0 -2C6 -18 6 -30 0 -44"), { colour: "#2c9a86", width: 8 });
    drawFoot(g, "#3fb6a0");
  },
};

/** A bunch of grapes with a vine-leaf cap and a barrel of four. */
const grapeHead: Part = {
  box: [-42, -54, 94, 90],
  paint(g) {
    const berries = [[-18, 18], [2, 24], [16, 14], [-26, 2], [-8, 8], [-24, -14], [12, -4], [
      -6,
      -14,
    ], [8, -18]] as const;
    for (const [x, y] of berries) form(g, oval(x, y, [13, 13]), "#9a5fd0", { shade: 5, light: 4 });
    for (const [x, y] of [[34, -12], [34, 8]] as const) {
      form(g, oval(x, y, [11, 10]), "#7d43b8", { shade: 4, light: 3 });
    }
    spot(g, oval(39, -12, [4, 5]), "#3b1a63");
    spot(g, oval(39, 8, [4, 5]), "#3b1a63");
    form(g, oval(0, -4, [21, 18]), "#a86fdd", { line: 0, shade: 4, light: 4 });
    form(
      g,
      path(
        "M-34 -18C-30 -36 -14 -46 -2 -48C4 -40 20 -40 26 -24C14 -30 8 -22 0 -28C-8 -20 -20 -26 -34 -18z",
      ),
      DEEP_GREEN,
      { shade: 4, light: 3 },
    );
    stem(g, path("M-2 -44C-4 -50 2 -52 6 -50"), { colour: "#7a5230", width: 4 });
    drawFace(g, { x: 1, y: -7, gap: 9.5, eye: 7.5, mood: "stern", gaze: 0.8 });
  },
};

const grapeFoot: Part = {
  box: [-40, -46, 80, 52],
  paint(g) {
    stem(g, path("M-2 -2C-8 -14 -4 -26 0 -38"), { colour: "#7a5230", width: 7 });
    drawFoot(g, DEEP_GREEN);
  },
};

/** A heart-shaped leaf of a clover, with the hole it shoots from. Its pivot is at the stalk. */
const cloverLeaf: Part = {
  box: [-10, -26, 58, 52],
  paint(g) {
    form(
      g,
      path("M0 0C4 -18 16 -24 26 -21C36 -18 38 -8 32 0C38 8 36 18 26 21C16 24 4 18 0 0z"),
      "#5cc04f",
      { shade: 5, light: 4 },
    );
    stroke(g, path("M4 0L22 0"), { colour: "#a6e38d", width: 2.4 });
    form(g, oval(34, 0, [7, 10]), "#8ee06e", { shade: 2, light: 2, line: 2.4 });
    spot(g, oval(36, 0, [4, 6]), "#1f5a2b");
  },
};

const cloverFace: Part = {
  box: [-24, -24, 48, 48],
  paint(g) {
    form(g, oval(0, 0, [20, 20]), "#79d35f");
    drawFace(g, { x: 2, y: -4, gap: 8, eye: 6.6, mood: "grin", gaze: 0.8 });
  },
};

const cloverFoot: Part = {
  box: [-40, -50, 80, 56],
  paint(g) {
    stem(g, path("M0 -2C-4 -16 -6 -30 -4 -44"), { colour: DEEP_GREEN, width: 8 });
    drawFoot(g);
  },
};

/** A curled fern with a firefly at its tip. */
const fernHead: Part = {
  box: [-38, -52, 72, 68],
  paint(g) {
    stem(g, path("M-4 14C-26 0 -22 -34 4 -36C24 -37 28 -14 14 -8C4 -4 -4 -14 4 -20"), {
      colour: "#3f9d6c",
      width: 9,
    });
    for (
      const [x, y, turn] of [[-18, 2, 3.4], [-22, -14, 3.6], [-14, -30, 4.1], [
        2,
        -38,
        4.7,
      ]] as const
    ) {
      drawLeaf(g, { x, y, length: 13, width: 5, turn, colour: "#58bd80" });
    }
    drawFace(g, { x: 8, y: -14, gap: 7, eye: 5.6, mood: "sleepy", cheeks: false, ink: "#123f2c" });
  },
};

const fernFoot: Part = {
  box: [-40, -26, 80, 36],
  paint(g) {
    stem(g, path("M0 -2L-3 -18"), { colour: "#3f9d6c", width: 8 });
    drawFoot(g, "#3f9d6c");
  },
};

/** A dandelion: a ball of fluff with a face in it. */
const fluffBall: Part = {
  box: [-40, -40, 80, 80],
  paint(g) {
    g.globalAlpha = 0.95;
    form(g, oval(0, 0, [33, 33]), "#eef4ff", { line: 0, shade: 8, light: 6 });
    for (let at = 0; at < 34; at++) {
      const turn = at * 2.4;
      const far = 22 + (at % 4) * 4;
      const x = Math.cos(turn) * far;
      const y = Math.sin(turn) * far;
      stroke(g, path(`M${x * 0.72} ${y * 0.72}L${x} ${y}`), { colour: "#aebbd8", width: 1.3 });
      spot(g, oval(x, y, [3.6, 3.6]), "#ffffff");
    }
    form(g, oval(0, 2, [20, 18]), "#fff3c9", { line: 2, shade: 4, light: 3 });
    drawFace(g, { x: 2, y: -1, gap: 8, eye: 6.4, mood: "blow", gaze: 0.6 });
  },
};

const fluffFoot: Part = {
  box: [-40, -46, 80, 52],
  paint(g) {
    stem(g, path("M0 -2C5 -14 4 -28 0 -40"), { colour: "#7fb84e", width: 6 });
    drawFoot(g, "#67ad43");
  },
};

/** A pomegranate whose crown shoots. */
const pomegranateBody: Part = {
  box: [-42, -66, 84, 72],
  paint(g) {
    drawFoot(g, DEEP_GREEN);
    form(
      g,
      path(
        "M-34 -28C-36 -52 -16 -58 0 -56C18 -58 36 -50 34 -28C33 -8 18 -1 0 -1C-18 -1 -33 -8 -34 -28z",
      ),
      "#e2463f",
      { shade: 9, light: 6 },
    );
    form(g, path("M14 -50C26 -46 30 -34 27 -24C20 -28 14 -38 14 -50z"), "#ffc2b0", {
      line: 2.4,
      shade: 0,
      light: 0,
    });
    for (const [x, y] of [[19, -42], [23, -36], [20, -33]] as const) {
      spot(g, oval(x, y, [3, 3.4]), "#b81f3c");
    }
    drawFace(g, { x: -3, y: -31, gap: 10.5, eye: 8, mood: "keen", gaze: 0.8 });
  },
};

const pomegranateCrown: Part = {
  box: [-18, -26, 36, 32],
  paint(g) {
    form(g, path("M-12 4L-15 -20L-7 -10L0 -23L7 -10L15 -20L12 4z"), "#f28b4b", {
      shade: 4,
      light: 3,
    });
    spot(g, box([-10, -1], [20, 4], 2), "#b9482f");
  },
};

/** The plants that shoot. */
export const SHOOTER_PARTS: Readonly<Record<string, Part>> = {
  "lotus head": lotusHead,
  "lotus foot": lotusFoot,
  "mint head": mintHead,
  "mint foot": mintFoot,
  "grape head": grapeHead,
  "grape foot": grapeFoot,
  "clover leaf": cloverLeaf,
  "clover face": cloverFace,
  "clover foot": cloverFoot,
  "fern head": fernHead,
  "fern foot": fernFoot,
  "dandelion head": fluffBall,
  "dandelion foot": fluffFoot,
  "pomegranate body": pomegranateBody,
  "pomegranate crown": pomegranateCrown,
};
