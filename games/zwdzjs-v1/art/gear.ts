import { box, type Canvas2d, form, oval, path, spot, stem, stroke } from "./forms.ts";
import type { Part } from "./part.ts";

/** A straw hat like a roof. Its pivot is where it sits. */
function strawHat(torn: boolean): Part {
  return {
    box: [-50, -46, 100, 62],
    paint(g) {
      const edge = torn ? "L20 8L12 -2L4 10L-14 12L-20 2L-26 12L-46 8z" : "C30 14 -30 14 -46 8z";
      form(g, path(`M-46 8L-4 -40Q0 -43 4 -40L46 8${edge}`), "#e5bf6b", { shade: 8, light: 6 });
      g.globalAlpha = 0.6;
      stroke(g, path("M-30 6L-2 -36M-14 9L-1 -36M4 9L1 -36M20 8L2 -36M33 6L3 -36"), {
        colour: "#b98a3a",
        width: 2,
      });
      g.globalAlpha = 1;
      stroke(g, path("M-24 -17Q0 -10 24 -17"), { colour: "#d8574a", width: 4 });
    },
  };
}

/** An iron wok upside down. */
function wok(dented: boolean): Part {
  return {
    box: [-46, -42, 92, 54],
    paint(g) {
      for (const side of [-1, 1]) {
        stroke(g, oval(side * 37, -3, [7, 8]), { colour: "#33384a", width: 5 });
      }
      const top = dented
        ? "C-30 -30 -16 -20 -6 -34C6 -40 30 -34 36 4"
        : "C-34 -30 -16 -38 0 -38C16 -38 34 -30 36 4";
      form(g, path(`M-36 4${top}C20 12 -20 12 -36 4z`), "#6e7890", { shade: 8, light: 7 });
      stroke(g, path("M-34 3C-20 10 20 10 34 3"), { colour: "#454c62", width: 4 });
      if (dented) stroke(g, path("M6 -30l5 8l-6 7l6 8"), { colour: "#333a4e", width: 3 });
    },
  };
}

function drawLattice(g: Canvas2d): void {
  for (let at = 0; at < 3; at++) {
    stroke(g, path(`M-14 ${-76 + at * 16}L14 ${-76 + at * 16}`), { colour: "#7a4a26", width: 3 });
  }
  stroke(g, path("M-5 -90L-5 -42M5 -90L5 -42"), { colour: "#7a4a26", width: 3 });
}

/** A lattice door, carried as a shield. Its pivot is at its foot. */
function door(broken: boolean): Part {
  return {
    box: [-26, -106, 52, 112],
    paint(g) {
      form(g, box([-21, -100], [42, 100], 4), "#b5713c", { shade: 6, light: 5 });
      form(g, box([-15, -93], [30, 54], 3), "#fbeecb", { line: 2, shade: 3, light: 0 });
      drawLattice(g);
      form(g, box([-15, -33], [30, 27], 3), "#c98449", { line: 2, shade: 3, light: 3 });
      form(g, oval(-11, -36, [3.6, 3.6]), "#f2c14e", { line: 1.6, shade: 1, light: 1 });
      if (!broken) return;
      stroke(g, path("M18 -70l-9 8l5 9l-10 9M-18 -20l9 -6l3 9"), { colour: "#4a2810", width: 3 });
      spot(g, path("M22 -101l-18 1l7 9l-4 8l15 5z"), "#5a3216");
    },
  };
}

const pole: Part = {
  box: [-92, -8, 150, 16],
  paint(g) {
    stem(g, path("M-88 0L52 0"), { colour: "#9fc15a", width: 6 });
    for (const x of [-64, -34, -4, 26]) {
      stroke(g, path(`M${x} -4L${x} 4`), { colour: "#5c7d2d", width: 2.6 });
    }
  },
};

const lanternRod: Part = {
  box: [-50, -60, 60, 66],
  paint(g) {
    stem(g, path("M4 2C-4 -20 -20 -50 -42 -52"), { colour: "#8a5a34", width: 4 });
  },
};

const lanternLamp: Part = {
  box: [-22, -4, 44, 60],
  paint(g) {
    stroke(g, path("M0 -2L0 8"), { colour: "#5a3216", width: 2.4 });
    form(g, path("M-6 6L6 6C20 10 20 34 6 38L-6 38C-20 34 -20 10 -6 6z"), "#f2463c", {
      shade: 6,
      light: 5,
    });
    g.globalAlpha = 0.5;
    stroke(g, path("M-6 8Q-13 22 -6 36M6 8Q13 22 6 36M0 7L0 37"), { colour: "#ffb03a", width: 2 });
    g.globalAlpha = 1;
    form(g, box([-8, 3], [16, 5], 2), "#f2c14e", { line: 1.8, shade: 1, light: 1 });
    form(g, box([-8, 36], [16, 5], 2), "#f2c14e", { line: 1.8, shade: 1, light: 1 });
    stroke(g, path("M0 42L0 53M-3 42L-3 50M3 42L3 50"), { colour: "#f2c14e", width: 2 });
  },
};

const drum: Part = {
  box: [-28, -26, 56, 52],
  paint(g) {
    form(g, path("M-6 -22L14 -22C22 -14 22 14 14 22L-6 22C2 12 2 -12 -6 -22z"), "#d8433c", {
      shade: 6,
      light: 4,
    });
    form(g, oval(-7, 0, [14, 22]), "#fbeecb", { shade: 4, light: 0 });
    spot(g, oval(-8, 0, [6, 10]), "#e9b949");
    for (const y of [-16, -6, 6, 16]) spot(g, oval(13, y, [2, 2]), "#f2c14e");
  },
};

const stick: Part = {
  box: [-30, -6, 38, 12],
  paint(g) {
    stem(g, path("M4 0L-20 0"), { colour: "#c98449", width: 4 });
    form(g, oval(-22, 0, [5, 5]), "#fbeecb", { line: 2, shade: 1, light: 1 });
  },
};

const crackers: Part = {
  box: [-20, -6, 40, 60],
  paint(g) {
    stroke(g, path("M0 -4C4 12 -4 28 0 46"), { colour: "#8a5a34", width: 3 });
    for (let at = 0; at < 6; at++) {
      const side = at % 2 ? 1 : -1;
      g.save();
      g.translate(side * 6, 2 + at * 8);
      g.rotate(side * 0.5);
      form(g, box([-5, -5], [10, 13], 3), "#e8382f", { line: 2, shade: 3, light: 2 });
      spot(g, box([-5, -5], [10, 3], 1), "#f2c14e");
      g.restore();
    }
  },
};

const spark: Part = {
  box: [-16, -16, 32, 32],
  paint(g) {
    spot(g, path("M0 -15L4 -4L15 0L4 4L0 15L-4 4L-15 0L-4 -4z"), "#ffd84a");
    spot(g, path("M0 -8L2 -2L8 0L2 2L0 8L-2 2L-8 0L-2 -2z"), "#ffffff");
  },
};

/** A kite in the shape of a swallow. Its pivot is where its strings meet. */
const kite: Part = {
  box: [-76, -84, 152, 90],
  paint(g) {
    for (const x of [-34, 0, 34]) {
      stroke(g, path(`M0 4L${x} -44`), { colour: "#ffffffb0", width: 1.8 });
    }
    form(
      g,
      path(
        "M14 -44C30 -30 46 -16 66 -12C56 -4 30 -16 12 -30zM-14 -44C-30 -30 -46 -16 -66 -12C-56 -4 -30 -16 -12 -30z",
      ),
      "#3c77c9",
      { shade: 4, light: 3 },
    );
    form(
      g,
      path(
        "M-72 -62C-48 -84 48 -84 72 -62C54 -52 40 -50 26 -44C14 -34 -14 -34 -26 -44C-40 -50 -54 -52 -72 -62z",
      ),
      "#f26a54",
      { shade: 6, light: 5 },
    );
    form(g, oval(0, -56, [17, 14]), "#fff1cf", { line: 2.4, shade: 3, light: 0 });
    spot(g, oval(-6, -58, [3, 4]), "#2a2440");
    spot(g, oval(6, -58, [3, 4]), "#2a2440");
    spot(g, path("M-3 -52L3 -52L0 -46z"), "#f2a03c");
    for (const x of [-46, 46]) {
      form(g, oval(x, -63, [9, 6]), "#ffd25e", { line: 2, shade: 2, light: 1 });
    }
  },
};

const wheels: Part = {
  box: [-26, -8, 54, 20],
  paint(g) {
    for (const x of [-16, -4, 8, 20]) {
      form(g, oval(x - 2, 4, [5, 5]), "#f4efe2", { line: 2.2, shade: 2, light: 1 });
    }
  },
};

/** A hammer of a stone lion's block on a handle. Its pivot is at the hand. */
const hammer: Part = {
  box: [-42, -96, 84, 104],
  paint(g) {
    stem(g, path("M0 4L0 -50"), { colour: "#8a5a34", width: 8 });
    form(g, box([-36, -92], [72, 46], 8), "#a7adbd", { shade: 9, light: 6 });
    stroke(
      g,
      path("M-20 -78q8 -8 14 0M8 -78q8 -8 14 0M-10 -58q10 6 22 0M-28 -66l6 4M28 -66l-6 4"),
      { colour: "#646b80", width: 3.4 },
    );
  },
};

/** The clothes and gear of the zombies. */
export const GEAR_PARTS: Readonly<Record<string, Part>> = {
  "straw 0": strawHat(false),
  "straw 1": strawHat(true),
  "wok 0": wok(false),
  "wok 1": wok(true),
  "door 0": door(false),
  "door 1": door(true),
  pole,
  "lantern rod": lanternRod,
  "lantern lamp": lanternLamp,
  drum,
  stick,
  crackers,
  spark,
  kite,
  wheels,
  hammer,
};
