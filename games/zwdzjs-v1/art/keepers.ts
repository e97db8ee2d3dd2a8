import { type Canvas2d, drawFace, form, oval, path, spot, stem, stroke } from "./forms.ts";
import type { Part } from "./part.ts";
import { DEEP_GREEN, drawFoot, drawLeaf, GREEN } from "./leaves.ts";

/** The stalk of a glowberry, a fruit like a paper lantern that hangs from its own arch. */
const glowberryStalk: Part = {
  box: [-62, -94, 106, 100],
  paint(g) {
    stem(g, path("M-20 -2C-30 -40 -22 -80 4 -78"), { colour: DEEP_GREEN, width: 7 });
    drawLeaf(g, { x: -24, y: -50, length: 26, width: 10, turn: 3.6 });
    drawLeaf(g, { x: -10, y: -74, length: 22, width: 9, turn: -0.9 });
    g.translate(-18, 0);
    drawFoot(g);
  },
};

const glowberryFruit: Part = {
  box: [-34, -6, 68, 72],
  paint(g) {
    stroke(g, path("M0 -4L0 8"), { colour: "#1f5f3a", width: 4 });
    form(
      g,
      path("M0 4C22 6 32 22 29 36C26 50 12 54 0 63C-12 54 -26 50 -29 36C-32 22 -22 6 0 4z"),
      "#ff9c3a",
      { shade: 8, light: 6 },
    );
    g.globalAlpha = 0.5;
    for (const bend of [-17, 0, 17]) {
      stroke(g, path(`M0 6Q${bend * 1.7} 32 0 60`), { colour: "#e06a1c", width: 2 });
    }
    g.globalAlpha = 0.75;
    spot(g, oval(0, 36, [17, 16]), "#ffe27a");
    g.globalAlpha = 1;
    form(g, path("M-14 6C-8 0 8 0 14 6C8 10 -8 10 -14 6z"), GREEN, { line: 2, shade: 2, light: 2 });
    drawFace(g, { x: 0, y: 30, gap: 9.5, eye: 7.2, mood: "happy", gaze: 0.2 });
  },
};

function drawBamboo(g: Canvas2d, wear: number): void {
  const sheath = ["#b98a52", "#c79a5f", "#d6ad72"];
  form(g, path("M-34 0C-38 -30 -22 -66 0 -90C22 -66 38 -30 34 0C20 5 -20 5 -34 0z"), sheath[0]!, {
    shade: 9,
    light: 6,
  });
  form(g, path("M-34 -2C-36 -22 -26 -36 -16 -44C-6 -30 4 -20 8 2C-6 5 -24 4 -34 -2z"), sheath[1]!, {
    shade: 5,
    light: 4,
  });
  form(g, path("M34 -2C36 -22 28 -40 18 -50C6 -34 -2 -20 -2 3C12 5 26 4 34 -2z"), sheath[2]!, {
    shade: 6,
    light: 4,
  });
  form(
    g,
    path("M0 -90C8 -82 14 -74 17 -66C8 -70 -6 -70 -16 -66C-13 -74 -8 -82 0 -90z"),
    "#8cc152",
    { shade: 4, light: 4 },
  );
  drawLeaf(g, { x: 0, y: -86, length: 16, width: 5, turn: -2.2, colour: "#7ab648" });
  drawLeaf(g, { x: 0, y: -86, length: 16, width: 5, turn: -0.9, colour: "#7ab648" });
  const mood = wear === 0 ? "stern" : wear === 1 ? "wow" : "sleepy";
  drawFace(g, { x: 3, y: -34, gap: 11, eye: 8, mood, gaze: 0.6, ink: "#3d2717" });
  if (wear > 0) {
    stroke(g, path("M-22 -8l6 -8l-3 -8l7 -6M20 -56l-6 6l3 7"), { colour: "#6d4726", width: 2.6 });
    spot(g, path("M30 -34c8 4 9 10 6 14c-7 0 -12 -6 -6 -14z"), "#5d3a1f");
  }
  if (wear > 1) {
    stroke(g, path("M24 -6l-8 -7l2 -9l-8 -5M-6 -66l5 8l-6 7"), { colour: "#6d4726", width: 3 });
    spot(g, path("M-36 -24c-4 8 0 14 5 16c8 -4 4 -16 -5 -16z"), "#5d3a1f");
  }
}

function bamboo(wear: number): Part {
  return { box: [-44, -106, 88, 114], paint: (g) => drawBamboo(g, wear) };
}

const peanutMound: Part = {
  box: [-34, -22, 68, 28],
  paint(g) {
    form(g, path("M-28 2C-24 -12 -10 -16 0 -16C12 -16 24 -10 28 2z"), "#8a623f", {
      shade: 4,
      light: 3,
    });
    for (const [x, y] of [[-12, -4], [4, -8], [14, -3]] as const) {
      spot(g, oval(x, y, [3, 2]), "#6b4829");
    }
  },
};

const peanutSprout: Part = {
  box: [-12, -26, 24, 28],
  paint(g) {
    stem(g, path("M0 0L0 -16"), { colour: GREEN, width: 3 });
    drawLeaf(g, { x: 0, y: -14, length: 11, width: 5, turn: -0.5 });
    drawLeaf(g, { x: 0, y: -14, length: 11, width: 5, turn: -2.6 });
  },
};

const peanutBody: Part = {
  box: [-30, -60, 60, 66],
  paint(g) {
    form(
      g,
      path(
        "M-20 0C-28 -14 -22 -24 -17 -29C-24 -40 -16 -56 0 -56C16 -56 24 -40 17 -29C22 -24 28 -14 20 0C10 5 -10 5 -20 0z",
      ),
      "#e0b06a",
      { shade: 7, light: 5 },
    );
    g.globalAlpha = 0.45;
    stroke(g, path("M-12 -50l0 10M12 -50l0 10M-16 -14l2 10M16 -14l-2 10M0 -10l0 8"), {
      colour: "#9c6b2c",
      width: 2,
    });
    g.globalAlpha = 1;
    drawFace(g, { x: 1, y: -34, gap: 8.5, eye: 7, mood: "grin", gaze: 0.3 });
  },
};

const peanutLamp: Part = {
  box: [-10, -22, 20, 24],
  paint(g) {
    stroke(g, path("M0 0L0 -12"), { colour: "#5b3a1c", width: 3 });
    form(g, oval(0, -14, [6, 6]), "#ff5648", { line: 2, shade: 2, light: 2 });
  },
};

const popcornBody: Part = {
  box: [-36, -86, 72, 92],
  paint(g) {
    form(g, path("M-14 -2C-26 -22 -22 -70 0 -82C22 -70 26 -22 14 -2z"), "#ffd24a", {
      shade: 8,
      light: 5,
    });
    for (let row = 0; row < 7; row++) {
      for (let col = -1; col <= 1; col++) {
        const x = col * (12 - Math.abs(row - 3) * 0.8) + (row % 2) * 3 - 1;
        g.globalAlpha = 0.8;
        stroke(g, oval(x, -70 + row * 10, [4.6, 4.2]), { colour: "#d99a1f", width: 1.6 });
      }
    }
    g.globalAlpha = 1;
    form(g, oval(1, -40, [19, 15]), "#ffdd6e", { line: 0, shade: 0, light: 3 });
    drawFace(g, { x: 2, y: -44, gap: 9, eye: 7.6, mood: "wow", gaze: 0.1 });
    drawLeaf(g, { x: -6, y: -1, length: 46, width: 13, turn: -2.1 });
    drawLeaf(g, { x: 6, y: -1, length: 46, width: 13, turn: -1.04, colour: "#67bb52" });
    drawLeaf(g, { x: 0, y: 0, length: 26, width: 11, turn: -1.57, colour: DEEP_GREEN });
  },
};

const caltropBody: Part = {
  box: [-48, -36, 96, 42],
  paint(g) {
    form(
      g,
      path(
        "M-46 -22C-40 -24 -32 -18 -26 -20C-14 -34 14 -34 26 -20C32 -18 40 -24 46 -24C44 -10 34 -2 22 0C10 3 -10 3 -22 0C-34 -2 -44 -8 -46 -22z",
      ),
      "#5d4a6d",
      { shade: 6, light: 4 },
    );
    for (const x of [-24, -9, 9, 24]) {
      form(g, path(`M${x - 6} -20L${x + 1} -35L${x + 7} -20z`), "#8f7aa3", {
        line: 2.2,
        shade: 2,
        light: 2,
      });
    }
    drawFace(g, {
      x: 0,
      y: -14,
      gap: 10,
      eye: 6,
      mood: "stern",
      cheeks: false,
      ink: "#221630",
      gaze: 0,
    });
  },
};

const dragonBody: Part = {
  box: [-52, -90, 104, 96],
  paint(g) {
    for (
      const [x, y, turn] of [
        [-24, -26, 3.6],
        [-26, -46, 3.9],
        [24, -26, -0.4],
        [26, -46, -0.8],
        [-10, -64, -2],
        [10, -64, -1.1],
        [0, -66, -1.57],
      ] as const
    ) {
      drawLeaf(g, { x, y, length: 24, width: 9, turn, colour: "#8fd14f" });
    }
    form(
      g,
      path(
        "M-30 -32C-32 -56 -16 -68 0 -68C16 -68 32 -56 30 -32C28 -10 14 -1 0 -1C-14 -1 -28 -10 -30 -32z",
      ),
      "#f0488f",
      { shade: 9, light: 6 },
    );
    for (const [x, y, turn] of [[-20, -14, 2.8], [18, -12, 0.3], [0, -8, 1.57]] as const) {
      drawLeaf(g, { x, y, length: 17, width: 8, turn, colour: "#a5dd5f" });
    }
    form(g, oval(2, -34, [20, 17]), "#fff4f8", { line: 2, shade: 3, light: 0 });
    for (const [x, y] of [[-12, -44], [15, -45], [-13, -26], [17, -24], [2, -20]] as const) {
      spot(g, oval(x, y, [1.5, 2]), "#4b1832");
    }
    drawFace(g, { x: 3, y: -38, gap: 9, eye: 7.4, mood: "stern", gaze: 0.6 });
  },
};

const ginsengBody: Part = {
  box: [-40, -72, 80, 78],
  paint(g) {
    form(
      g,
      path("M-18 -8C-30 -6 -36 2 -32 3C-24 4 -16 2 -10 -4zM18 -8C30 -6 36 2 32 3C24 4 16 2 10 -4z"),
      "#e0bd84",
      { shade: 2, light: 2 },
    );
    form(
      g,
      path(
        "M-22 -30C-34 -34 -38 -24 -33 -22C-28 -20 -24 -22 -20 -20zM22 -30C34 -34 38 -24 33 -22C28 -20 24 -22 20 -20z",
      ),
      "#e0bd84",
      { shade: 2, light: 2 },
    );
    form(
      g,
      path(
        "M-22 -20C-24 -44 -14 -54 0 -54C14 -54 24 -44 22 -20C21 -6 12 2 0 2C-12 2 -21 -6 -22 -20z",
      ),
      "#ecca92",
      { shade: 7, light: 5 },
    );
    g.globalAlpha = 0.5;
    stroke(g, path("M-14 -10q5 3 10 0M6 -6q5 3 9 0M-8 -2q5 3 8 0"), {
      colour: "#b08748",
      width: 2,
    });
    g.globalAlpha = 1;
    drawFace(g, { x: 1, y: -34, gap: 9, eye: 7.2, mood: "happy", gaze: 0.2 });
  },
};

const ginsengCrown: Part = {
  box: [-36, -38, 72, 44],
  paint(g) {
    for (const turn of [-0.35, -2.8, -0.95, -2.2]) {
      drawLeaf(g, { x: 0, y: 0, length: 32, width: 10, turn, colour: "#57b356" });
    }
    for (const [x, y] of [[-6, -20], [6, -21], [0, -28], [0, -17]] as const) {
      form(g, oval(x, y, [5.4, 5.4]), "#ef4d4d", { line: 2, shade: 2, light: 2 });
    }
  },
};

/** The plants that give sun, block, explode or heal. */
export const KEEPER_PARTS: Readonly<Record<string, Part>> = {
  "glowberry stalk": glowberryStalk,
  "glowberry fruit": glowberryFruit,
  "bamboo 0": bamboo(0),
  "bamboo 1": bamboo(1),
  "bamboo 2": bamboo(2),
  "peanut mound": peanutMound,
  "peanut sprout": peanutSprout,
  "peanut body": peanutBody,
  "peanut lamp": peanutLamp,
  "popcorn body": popcornBody,
  "caltrop body": caltropBody,
  "dragonfruit body": dragonBody,
  "ginseng body": ginsengBody,
  "ginseng crown": ginsengCrown,
};
