import { box, type Canvas2d, drawFace, form, oval, path, spot, stem, stroke } from "./forms.ts";
import type { Part } from "./part.ts";

const SKIN = "#a9dcc0";
const GOLD = "#f2c14e";
const INK = "#2a2440";

/** The robe from the shoulders to the hem, with its gold patch. Its pivot is between the feet. */
function robe(colour: string, belt = GOLD): Part {
  return {
    box: [-34, -72, 68, 78],
    paint(g) {
      for (const x of [-11, 11]) {
        form(g, path(`M${x - 11} 1C${x - 12} -8 ${x - 4} -10 ${x + 8} -9L${x + 9} 1z`), "#3a3550", {
          line: 2,
          shade: 2,
          light: 2,
        });
        stroke(g, path(`M${x - 11} 2L${x + 9} 2`), { colour: "#f4efe2", width: 3 });
      }
      form(
        g,
        path(
          "M-15 -66C-20 -48 -25 -30 -27 -13C-12 -8 14 -8 28 -13C26 -30 20 -48 16 -66C8 -70 -8 -70 -15 -66z",
        ),
        colour,
        { shade: 8, light: 5 },
      );
      stroke(g, path("M-25 -20C-10 -15 12 -15 26 -20"), { colour: belt, width: 3.4 });
      stroke(g, path("M-4 -66C-7 -48 -8 -30 -9 -12"), { colour: "#00000033", width: 2 });
      form(g, box([-16, -47], [20, 20], 4), belt, { line: 2, shade: 3, light: 2 });
      stroke(g, path("M-11 -37q5 -7 10 0q-5 7 -10 0z"), { colour: "#a4622a", width: 2 });
    },
  };
}

/** Both arms, stretched forward. Their pivot is at the shoulder. */
function arms(colour: string): Part {
  return {
    box: [-48, -16, 62, 34],
    paint(g) {
      form(g, path("M-30 -3C-38 -4 -44 0 -45 6C-44 11 -40 10 -38 8C-36 12 -32 11 -30 8z"), SKIN, {
        line: 2.4,
        shade: 2,
        light: 2,
      });
      form(g, path("M8 -8C-6 -12 -20 -11 -32 -8L-34 12C-18 12 -4 10 8 8z"), colour, {
        shade: 5,
        light: 4,
      });
      form(g, path("M-36 -10L-29 -10L-29 14L-36 14z"), "#f4efe2", { line: 2, shade: 2, light: 0 });
    },
  };
}

function drawSkull(g: Canvas2d): void {
  form(
    g,
    path(
      "M-26 -4C-27 -24 -13 -31 0 -31C14 -31 27 -23 26 -3C25 13 14 21 0 21C-14 21 -25 13 -26 -4z",
    ),
    SKIN,
    { shade: 7, light: 5 },
  );
  form(g, oval(24, 1, [6, 7]), SKIN, { line: 2.4, shade: 2, light: 2 });
  g.globalAlpha = 0.4;
  spot(g, oval(-9, -1, [10, 11]), "#6f5a9a");
  spot(g, oval(11, -1, [9, 11]), "#6f5a9a");
  g.globalAlpha = 1;
}

/** The head, looking left. Its pivot is at the neck. */
function head(angry: boolean): Part {
  return {
    box: [-32, -56, 66, 62],
    paint(g) {
      g.translate(0, -21);
      drawSkull(g);
      drawFace(g, {
        x: -1,
        y: -2,
        gap: 10,
        eye: 8,
        mood: angry ? "stern" : "happy",
        ink: INK,
        gaze: -0.9,
        cheeks: false,
      });
      spot(g, path("M-9 8C-4 14 4 14 9 8C5 6 -5 6 -9 8z"), "#5a2748");
      for (const x of [-5, 4]) spot(g, path(`M${x - 2} 8L${x} 13L${x + 2} 8z`), "#ffffff");
      g.globalAlpha = 0.55;
      spot(g, oval(-17, 9, [4.5, 3]), "#e48aa8");
      spot(g, oval(16, 9, [4.5, 3]), "#e48aa8");
    },
  };
}

/** The round hat with its upturned brim. Its pivot is where it sits on the head. */
function cap(colour: string): Part {
  return {
    box: [-34, -34, 68, 44],
    paint(g) {
      form(g, path("M-20 2C-20 -18 -8 -24 0 -24C8 -24 20 -18 20 2z"), colour, {
        shade: 5,
        light: 4,
      });
      form(g, path("M-30 -6C-26 6 26 6 30 -6C32 6 24 9 0 9C-24 9 -32 6 -30 -6z"), "#2e2a48", {
        shade: 3,
        light: 3,
      });
      form(g, oval(0, -26, [6, 6]), "#f2564d", { line: 2.2, shade: 2, light: 2 });
    },
  };
}

/** The paper strip on the forehead, with its writing. Its pivot is at its upper edge. */
const strip: Part = {
  box: [-9, -2, 18, 36],
  paint(g) {
    form(g, path("M-7 0L7 0L6 30L-8 31z"), "#ffe27a", { line: 2, shade: 2, light: 2 });
    stroke(g, path("M-1 4l3 3l-5 3l6 3l-6 4l5 3M-4 25l7 -1"), { colour: "#d8352e", width: 2 });
  },
};

const headband: Part = {
  box: [-32, -14, 84, 34],
  paint(g) {
    form(
      g,
      path("M24 -4C34 -12 42 -8 50 -12C48 -2 40 2 30 4zM24 0C34 4 40 10 46 16C36 16 28 10 22 4z"),
      "#ff6b5a",
      { line: 2.2, shade: 2, light: 2 },
    );
    form(g, path("M-27 -6C-10 -12 12 -12 27 -6L26 4C10 -2 -10 -2 -27 4z"), "#ff6b5a", {
      shade: 3,
      light: 2,
    });
    spot(g, oval(-9, -4, [4, 4]), "#fff");
  },
};

const bun: Part = {
  box: [-32, -34, 64, 44],
  paint(g) {
    form(
      g,
      path("M-25 6C-27 -12 -12 -18 0 -18C12 -18 27 -12 25 6C14 -4 -14 -4 -25 6z"),
      "#34304c",
      { shade: 4, light: 4 },
    );
    form(g, oval(3, -21, [11, 10]), "#34304c", { shade: 4, light: 4 });
    stem(g, path("M-10 -24L17 -18"), { colour: "#d9a441", width: 3 });
  },
};

/** The marks of hits on a robe: tears through which the skin shows. Its pivot is between the feet. */
function tears(count: number): Part {
  const shapes = [
    "M3 -60L13 -56L9 -50L17 -45L4 -42L7 -50z",
    "M-24 -30L-14 -33L-17 -26L-9 -22L-20 -17L-26 -19z",
    "M12 -30L24 -34L22 -25L27 -14L16 -12L19 -20z",
  ];
  return {
    box: [-34, -72, 68, 78],
    paint(g) {
      for (const shape of shapes.slice(0, count)) {
        form(g, path(shape), SKIN, { line: 2.4, shade: 2, light: 0 });
      }
    },
  };
}

/** A bandage around the head, and with it a black eye. Its pivot is at the neck. */
function bandage(isBad: boolean): Part {
  return {
    box: [-34, -56, 68, 62],
    paint(g) {
      if (isBad) {
        g.globalAlpha = 0.6;
        spot(g, oval(10, -22, [12, 12]), "#4b2d6b");
        g.globalAlpha = 1;
        form(g, path("M-29 -35C-12 -43 12 -44 29 -38L30 -27C12 -32 -12 -31 -28 -23z"), "#f4efe2", {
          line: 2.4,
          shade: 3,
          light: 2,
        });
        spot(g, oval(-10, -34, [5, 4]), "#d9433c");
      }
      form(g, box([-25, -12], [16, 7], 3), "#f0c9a0", { line: 2, shade: 2, light: 1 });
      stroke(g, path("M-19 -11L-19 -6M-15 -11L-15 -6"), { colour: "#b9854f", width: 1.6 });
    },
  };
}

const TROUSERS = {
  hopper: "#5b6fc4",
  lantern: "#d9534f",
  hat: "#6a8f5a",
  pole: "#2f9aa0",
  wok: "#8a6f9e",
  dasher: "#f08a3c",
  door: "#9c6b4a",
  drummer: "#b04a9a",
  cracker: "#c2452d",
  kite: "#4f9de8",
  imp: "#e8604c",
  giant: "#6b6f86",
  mole: "#7a5a3c",
  slinger: "#5b7f4a",
} as const;

function dress(): Record<string, Part> {
  const parts: Record<string, Part> = {};
  for (const [kind, colour] of Object.entries(TROUSERS)) {
    parts[`robe ${kind}`] = robe(colour);
    parts[`arms ${kind}`] = arms(colour);
    parts[`cap ${kind}`] = cap(colour);
  }
  return parts;
}

/** The parts of every zombie: robe, arms, head, hat, paper strip. */
export const ROBE_PARTS: Readonly<Record<string, Part>> = {
  ...dress(),
  "head calm": head(false),
  "head angry": head(true),
  strip,
  headband,
  bun,
  "tears 0": tears(1),
  "tears 1": tears(3),
  "bandage 0": bandage(false),
  "bandage 1": bandage(true),
};
