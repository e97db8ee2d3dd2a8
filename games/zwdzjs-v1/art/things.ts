import { drawFace, form, oval, path, spot, stem, stroke } from "./forms.ts";
import type { Part } from "./part.ts";
import { drawLeaf } from "./leaves.ts";

function shot(size: number, paint: Part["paint"]): Part {
  return { box: [-size, -size, 2 * size, 2 * size], paint };
}

/** Half the width of the shadow's picture. */
export const SHADOW_WIDTH = 40;

const shadow: Part = {
  box: [-SHADOW_WIDTH, -12, 2 * SHADOW_WIDTH, 24],
  paint(g) {
    g.globalAlpha = 0.2;
    spot(g, oval(0, 0, [SHADOW_WIDTH, SHADOW_WIDTH * 0.28]), "#12203a");
  },
};

/** The glow of things that give light. */
const glow = shot(80, (g) => {
  const light = g.createRadialGradient(0, 0, 4, 0, 0, 78);
  light.addColorStop(0, "#ffe9a070");
  light.addColorStop(0.5, "#ffd98a2e");
  light.addColorStop(1, "#ffd98a00");
  g.fillStyle = light;
  g.fillRect(-80, -80, 160, 160);
});

const seed = shot(14, (g) => {
  form(g, oval(0, 0, [11, 8]), "#c9e265", { line: 2.6, shade: 4, light: 3 });
  spot(g, oval(4, -1, [2.4, 2]), "#5b7f22");
});

const frost = shot(17, (g) => {
  form(g, path("M-14 0C-4 -11 8 -8 14 0C8 8 -4 11 -14 0z"), "#a9f0ff", {
    line: 2.4,
    shade: 3,
    light: 3,
  });
  stroke(g, path("M-9 0L10 0M-2 -4L2 0L-2 4"), { colour: "#ffffff", width: 1.8 });
});

const grape = shot(
  12,
  (g) => form(g, oval(0, 0, [9, 9]), "#a45fe0", { line: 2.4, shade: 3, light: 3 }),
);

const spark = shot(16, (g) => {
  g.globalAlpha = 0.35;
  spot(g, oval(0, 0, [15, 15]), "#fff27a");
  g.globalAlpha = 1;
  form(g, oval(0, 0, [7, 6]), "#ffe95a", { line: 2, shade: 2, light: 2 });
});

const leaf = shot(16, (g) => {
  form(
    g,
    path("M-12 0C-8 -12 2 -12 3 -5C10 -9 15 -3 12 0C15 3 10 9 3 5C2 12 -8 12 -12 0z"),
    "#7fdc5c",
    { line: 2.4, shade: 3, light: 3 },
  );
});

const lob = shot(20, (g) => {
  for (const [x, y] of [[-7, 4], [7, 5], [0, -7], [0, 3], [-9, -4], [9, -4]] as const) {
    form(g, oval(x, y, [8, 8]), "#e8385a", { line: 2.2, shade: 3, light: 3 });
  }
});

/** The sign of a plant that sleeps. */
const snooze: Part = {
  box: [-16, -24, 36, 34],
  paint(g) {
    for (const [x, y, size] of [[-10, 4, 9], [4, -10, 13]] as const) {
      const z = path(`M${x} ${y - size}h${size}l${-size} ${size}h${size}`);
      stroke(g, z, { colour: "#2b3a63", width: 5.5 });
      stroke(g, z, { colour: "#f2f6ff", width: 2.6 });
    }
  },
};

const stone: Part = {
  box: [-12, -11, 24, 22],
  paint(g) {
    form(g, path("M-10 1C-10 -8 -3 -10 3 -9C9 -8 11 -2 9 4C6 10 -6 10 -10 1z"), "#9aa1b3", {
      line: 2.2,
      shade: 3,
      light: 3,
    });
  },
};

const fluff = shot(16, (g) => {
  stroke(g, path("M10 0L-2 0"), { colour: "#a58a5a", width: 2.4 });
  for (const turn of [-1, -0.5, 0, 0.5, 1]) {
    const x = -2 - Math.cos(turn) * 11;
    const y = Math.sin(turn) * 11;
    stroke(g, path(`M-2 0L${x} ${y}`), { colour: "#c6d2ea", width: 1.6 });
    spot(g, oval(x, y, [3.4, 3.4]), "#ffffff");
  }
});

/** A drop of sun: a round golden face. */
const sun: Part = {
  box: [-30, -30, 60, 60],
  paint(g) {
    form(g, oval(0, 0, [23, 23]), "#ffc93c", { line: 3, shade: 6, light: 6 });
    g.globalAlpha = 0.8;
    spot(g, oval(-8, -11, [6, 4], -0.6), "#fffbe0");
    g.globalAlpha = 1;
    drawFace(g, { x: 0, y: -2, gap: 8, eye: 6, mood: "happy", ink: "#8a4b12", gaze: 0 });
  },
};

const sunRays: Part = {
  box: [-46, -46, 92, 92],
  paint(g) {
    for (let at = 0; at < 12; at++) {
      g.save();
      g.rotate((at * Math.PI) / 6);
      spot(g, path(at % 2 ? "M-4 -26L0 -38L4 -26z" : "M-5 -26L0 -44L5 -26z"), "#ffb02e");
      g.restore();
    }
    g.globalAlpha = 0.25;
    spot(g, oval(0, 0, [34, 34]), "#ffe27a");
  },
};

/** A sleepy crescent. */
const moon: Part = {
  box: [-30, -30, 60, 60],
  paint(g) {
    form(
      g,
      path(
        "M8 -24C-10 -28 -26 -14 -24 4C-22 20 -4 28 12 20C18 17 21 13 23 9C10 13 -4 8 -5 -6C-5 -14 0 -21 8 -24z",
      ),
      "#fdf0b4",
      {
        line: 3,
        shade: 5,
        light: 4,
      },
    );
    stroke(g, path("M-17 -2C-15 1 -12 1 -10 -2"), { colour: "#8a6a2a", width: 2.6 });
    spot(g, oval(-12, 8, [3.4, 2.2]), "#f2b36a");
  },
};

/** The clockwork rooster, looking right. Its pivot is between its wheels. */
const rooster: Part = {
  box: [-40, -80, 84, 90],
  paint(g) {
    form(
      g,
      path(
        "M-22 -24C-40 -34 -40 -56 -30 -62C-28 -50 -22 -44 -10 -42zM-18 -20C-38 -22 -42 -38 -36 -46C-32 -36 -24 -32 -10 -32z",
      ),
      "#2f9e8f",
      { shade: 3, light: 3 },
    );
    form(
      g,
      path(
        "M-24 -20C-26 -38 -8 -44 4 -44C4 -60 10 -66 20 -66C30 -66 34 -56 32 -48C36 -24 22 -6 2 -6C-12 -6 -22 -10 -24 -20z",
      ),
      "#f4efe2",
      { shade: 8, light: 4 },
    );
    form(
      g,
      path(
        "M12 -64C8 -74 14 -76 17 -70C18 -80 25 -80 25 -70C29 -76 34 -72 30 -62C24 -68 18 -68 12 -64z",
      ),
      "#ee4b3d",
      { line: 2.4, shade: 2, light: 2 },
    );
    form(g, path("M32 -54L44 -49L32 -45z"), "#ffb02e", { line: 2.2, shade: 2, light: 1 });
    form(g, path("M31 -45C36 -40 35 -34 30 -34C27 -36 27 -42 31 -45z"), "#ee4b3d", {
      line: 2,
      shade: 2,
      light: 1,
    });
    spot(g, oval(24, -54, [3.4, 4.2]), "#2a2440");
    spot(g, oval(25, -56, [1.3, 1.4]), "#fff");
    form(g, path("M-14 -26C-8 -36 10 -34 14 -24C8 -14 -6 -12 -14 -26z"), "#e9a23b", {
      line: 2.6,
      shade: 4,
      light: 3,
    });
    for (const x of [-10, 16]) {
      form(g, oval(x, 0, [9, 9]), "#d8574a", { line: 2.6, shade: 3, light: 3 });
      spot(g, oval(x, 0, [3, 3]), "#fbeecb");
    }
  },
};

const roosterKey: Part = {
  box: [-20, -16, 24, 32],
  paint(g) {
    stem(g, path("M2 0L-8 0"), { colour: "#d9a441", width: 4 });
    stroke(g, oval(-12, -6, [5, 5]), { colour: "#a87720", width: 4 });
    stroke(g, oval(-12, 6, [5, 5]), { colour: "#a87720", width: 4 });
  },
};

const spade: Part = {
  box: [-26, -62, 52, 70],
  paint(g) {
    stem(g, path("M0 -12L0 -48"), { colour: "#b5713c", width: 6 });
    stem(g, path("M-10 -52L10 -52"), { colour: "#b5713c", width: 6 });
    form(g, path("M-14 -20L14 -20C16 -6 8 4 0 6C-8 4 -16 -6 -14 -20z"), "#9fb0c4", {
      shade: 5,
      light: 4,
    });
  },
};

const puff = shot(30, (g) => {
  for (const [x, y, size] of [[-10, 4, 14], [10, 5, 13], [0, -8, 15], [0, 4, 16]] as const) {
    spot(g, oval(x, y, [size, size]), "#ffffff");
  }
});

const star = shot(
  16,
  (g) => spot(g, path("M0 -15L4 -5L15 -4L6 3L9 14L0 8L-9 14L-6 3L-15 -4L-4 -5z"), "#ffd84a"),
);

const petal = shot(12, (g) => drawLeaf(g, { x: -9, y: 0, length: 18, width: 7, turn: 0 }));

const kernel = shot(18, (g) => {
  for (const [x, y, size] of [[-6, 2, 9], [6, 3, 8], [0, -6, 9]] as const) {
    form(g, oval(x, y, [size, size]), "#fff6dc", { line: 2, shade: 3, light: 0 });
  }
  spot(g, oval(0, 1, [4, 3]), "#f2b84a");
});

const flame = shot(34, (g) => {
  spot(g, path("M0 -32C16 -14 22 -2 16 14C12 26 -12 26 -16 14C-22 0 -8 -6 0 -32z"), "#ff7a2e");
  spot(g, path("M0 -14C9 -2 12 6 8 14C5 21 -6 21 -8 14C-11 6 -4 2 0 -14z"), "#ffd84a");
});

/** The small things: shots, sun, rooster, spade, bits. */
export const THING_PARTS: Readonly<Record<string, Part>> = {
  shadow,
  glow,
  "shot seed": seed,
  "shot frost": frost,
  "shot grape": grape,
  "shot spark": spark,
  "shot leaf": leaf,
  "shot lob": lob,
  "shot fluff": fluff,
  "shot stone": stone,
  snooze,
  sun,
  "sun rays": sunRays,
  moon,
  rooster,
  "rooster key": roosterKey,
  spade,
  puff,
  star,
  petal,
  kernel,
  flame,
};
