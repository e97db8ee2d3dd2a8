import type { Happening } from "../rules/world.ts";
import type { Effects } from "./effects.ts";
import { zombieScale } from "./figures.ts";
import { boardX, boardY, groundY, type Layout } from "./layout.ts";

/** The parts that a reaction changes. */
export interface Stagehands {
  readonly effects: Effects;
  readonly layout: Layout;
  /** Finds the place to which a collected drop of sun flies. */
  readonly sunGoal: () => { readonly x: number; readonly y: number };
  readonly onSunHome: () => void;
  /** Holds the game still for so many steps, which emphasizes a blow. */
  readonly holdStill: (steps: number) => void;
}

type React = (at: { x: number; y: number }, hands: Stagehands, happening: Happening) => void;

/** The bits that fly off each broken piece of gear. */
const GEAR: Readonly<Record<string, string>> = {
  wok: "wok 1",
  door: "door 1",
  hat: "straw 1",
  kite: "kite",
  pole: "pole",
  slinger: "vest 1",
};

/** The zombies that a blast has burnt, until their death has been shown. */
const charred = new Set<number>();

function reactToBlast({ x, y }: { x: number; y: number }, hands: Stagehands, what = ""): void {
  const { effects, layout } = hands;
  hands.holdStill(what === "peanut" ? 3 : 6);
  effects.shake(what === "peanut" ? 8 : 16);
  if (what === "dragonfruit") {
    for (let col = 0; col < 9; col++) {
      const at = { x: boardX(layout, col + 0.5), y: y - 20 };
      effects.burst(["flame"], at, { count: 4, speed: 160, size: 1.1, gravity: -260, lifeMs: 700 });
    }
    return;
  }
  effects.ring({ x, y: y - 30 }, what === "peanut" ? 90 : 210, "#fff3c4");
  const bit = what === "popcorn" ? "kernel" : what === "cracker" ? "star" : "flame";
  effects.burst([bit, bit, "star"], { x, y: y - 30 }, { count: 30, speed: 520, size: 1 });
  effects.puff({ x, y: y - 20 }, 1.7, 7);
}

/** Shows a zombie's death. It has left the lawn already, so the event says how it looked. */
function reactToFall(at: { x: number; y: number }, hands: Stagehands, happening: Happening): void {
  const { effects, layout } = hands;
  const kind = happening.what as Parameters<typeof zombieScale>[0]["kind"];
  const scale = zombieScale({ kind }, layout);
  const id = happening.id ?? 0;
  const burnt = charred.delete(id);
  effects.farewell(kind, { ...at, scale, charred: burnt });
  const bare = kind === "dasher" || kind === "giant" || burnt;
  if (!bare) effects.toss("strip", { x: at.x, y: at.y - 96 * scale, size: scale, calm: true });
  effects.puff({ x: at.x, y: at.y - 14 }, kind === "giant" ? 1.6 : 0.8, 4);
}

const REACTIONS: Partial<Record<Happening["kind"], React>> = {
  planted: ({ x, y }, { effects }) => {
    effects.burst(["petal"], { x, y }, { count: 7, speed: 150, size: 0.7 });
    effects.puff({ x, y }, 0.5, 2);
  },
  dug: ({ x, y }, { effects }) =>
    effects.burst(["petal"], { x, y: y - 10 }, { count: 10, speed: 200, size: 0.8 }),
  eaten: ({ x, y }, { effects }) => {
    effects.burst(["petal"], { x, y: y - 30 }, { count: 12, speed: 220, size: 0.9 });
    effects.puff({ x, y: y - 14 }, 0.7, 2);
  },
  hit: ({ x, y }, { effects, layout }, { what }) => {
    if (what !== "shot" && what !== "above") return;
    const at = { x: x - 10, y: y - 52 * layout.figure };
    effects.burst(["petal"], at, { count: 2, speed: 130, size: 0.5, lifeMs: 320 });
  },
  clang: ({ x, y }, { effects, layout }) => {
    const at = { x: x - 16, y: y - 60 * layout.figure };
    effects.burst(["star"], at, { count: 2, speed: 150, size: 0.45, lifeMs: 280 });
  },
  broken: ({ x, y }, { effects, layout }, { what = "" }) => {
    effects.burst(["star"], { x, y: y - 80 }, { count: 8, speed: 260, size: 0.7 });
    const gear = GEAR[what];
    if (gear) effects.toss(gear, { x, y: y - 96 * layout.figure, size: 0.9 * layout.figure });
  },
  charred: (_at, _hands, { id = 0 }) => void charred.add(id),
  splash: ({ x, y }, { effects, layout }) => {
    effects.ring({ x, y: y - 16 }, layout.cellWidth, "#ff9db0");
    effects.burst(["shot lob"], { x, y: y - 20 }, { count: 6, speed: 260, size: 0.4 });
  },
  bite: ({ x, y }, { effects }) => {
    effects.burst(["petal"], { x: x - 34, y: y - 40 }, {
      count: 3,
      speed: 120,
      size: 0.6,
      lifeMs: 380,
    });
  },
  smashed: ({ x, y }, { effects }) => {
    effects.shake(14);
    effects.ring({ x, y }, 110, "#e8dcc4");
    effects.puff({ x, y }, 1.3, 5);
  },
  surfaced: ({ x, y }, { effects }) => {
    effects.puff({ x, y }, 1.2, 5);
    effects.burst(["petal"], { x, y: y - 10 }, { count: 8, speed: 220, size: 0.7 });
  },
  drummed: ({ x, y }, { effects, layout }) =>
    effects.ring({ x, y: y - 34 }, 2.6 * layout.cellWidth, "#ffd25e"),
  healed: ({ x, y }, { effects }) => {
    effects.burst(["star"], { x, y: y - 40 }, { count: 2, speed: 60, size: 0.4, gravity: -120 });
  },
  armed: ({ x, y }, { effects }) => effects.puff({ x, y }, 0.6, 3),
  rooster: ({ x, y }, { effects }) => {
    effects.shake(6);
    effects.burst(["petal", "star"], { x, y: y - 20 }, { count: 10, speed: 240, size: 0.8 });
  },
  won: (_at, { effects, layout, holdStill }) => {
    holdStill(10);
    for (const col of [1, 3, 4.5, 6, 8]) {
      const at = { x: boardX(layout, col), y: boardY(layout, 1.5) };
      effects.burst(["star", "petal", "kernel"], at, {
        count: 16,
        speed: 420,
        size: 0.9,
        gravity: 420,
        lifeMs: 1500,
      });
    }
  },
  lost: ({ x, y }, { effects }) => {
    effects.shake(18);
    effects.puff({ x, y: y - 20 }, 2, 6);
  },
  blast: (at, hands, { what }) => reactToBlast(at, hands, what),
  fallen: reactToFall,
};

/** Shows an event of the rules on the stage. */
export function react(happening: Happening, hands: Stagehands): void {
  const { effects, layout } = hands;
  const x = boardX(layout, happening.x ?? 0);
  const row = happening.row ?? 0;
  if (happening.kind === "sunTaken") {
    const from = { fromX: x, fromY: boardY(layout, row) };
    const { x: toX, y: toY } = hands.sunGoal();
    effects.fly({ part: "sun", ...from, toX, toY, onEnd: hands.onSunHome });
    return;
  }
  REACTIONS[happening.kind]?.({ x, y: groundY(layout, row) }, hands, happening);
}
