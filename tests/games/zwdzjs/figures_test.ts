import { assert, assertEquals } from "@std/assert";
import { PARTS } from "../../../games/zwdzjs-v1/art/parts.ts";
import { posePlant, restingPlant } from "../../../games/zwdzjs-v1/art/plant_poses.ts";
import { poseZombie, restingZombie } from "../../../games/zwdzjs-v1/art/zombie_poses.ts";
import { standOfZombie } from "../../../games/zwdzjs-v1/hud/portrait.ts";
import { PLANT_KINDS, ZOMBIE_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { ZOMBIES } from "../../../games/zwdzjs-v1/rules/zombies.ts";
import type { Mode, World } from "../../../games/zwdzjs-v1/rules/world.ts";
import { PLANT_TEXTS } from "../../../games/zwdzjs-v1/texts/plants.ts";
import { ZOMBIE_TEXTS } from "../../../games/zwdzjs-v1/texts/zombies.ts";
import type { Put } from "../../../games/zwdzjs-v1/art/part.ts";
import { drawRooster } from "../../../games/zwdzjs-v1/view/figures.ts";
import { layoutOf } from "../../../games/zwdzjs-v1/view/layout.ts";
import type { Pen } from "../../../games/zwdzjs-v1/view/pen.ts";
import { lookOfPose } from "../../../games/zwdzjs-v1/view/zombie_looks.ts";
import { boxOfPose } from "../../../games/zwdzjs-v1/view/pose_box.ts";

/** A pen that records what it draws. */
function notingPen(): { pen: Pen; names: string[] } {
  const names: string[] = [];
  const put = (name: string, put: Put = {}) => {
    names.push(name);
    for (const value of Object.values(put)) assert(Number.isFinite(value), `${name}: ${value}`);
  };
  return { pen: { put } as unknown as Pen, names };
}

const MODES: readonly Mode[] = [
  "walk",
  "eat",
  "vault",
  "fly",
  "fall",
  "drum",
  "fuse",
  "smash",
  "dig",
  "rise",
  "sling",
];

Deno.test("a zombie that hops on its picture stays in it, as far as it does at rest", () => {
  for (const kind of ZOMBIE_KINDS) {
    const topAt = (time: number) => {
      const look = restingZombie(kind, time);
      const { y, scale, sy = 1 } = standOfZombie(look);
      const [, top] = boxOfPose((name) => PARTS[name]!.box, (pen) => poseZombie(pen, look));
      return y + top * scale * sy;
    };
    const moments = Array.from({ length: 150 }, (_, at) => (at + 1) / 50);
    const highest = Math.min(...moments.map(topAt));
    assert(highest >= Math.min(0, topAt(0)), `${kind} is cut by ${-highest}`);
  }
});

Deno.test("every plant is drawn of known parts, however hurt or far on it is", () => {
  for (const kind of PLANT_KINDS) {
    for (const health of [1, 0.5, 0.1]) {
      for (const armed of [true, false]) {
        const { pen, names } = notingPen();
        posePlant(pen, { ...restingPlant(kind, 1.3), health, armed, acted: 0.1, fuse: 0.6 });
        assert(names.length > 0, kind);
        assertEquals(names.filter((name) => !PARTS[name]), [], kind);
      }
    }
  }
});

Deno.test("every zombie is drawn of known parts, whatever it does", () => {
  for (const kind of ZOMBIE_KINDS) {
    for (const mode of MODES) {
      for (const armour of [1, 0.3, 0]) {
        for (const gifted of [true, false]) {
          const { pen, names } = notingPen();
          const look = { ...restingZombie(kind, 0.4), mode, armour, gifted, progress: 0.55 };
          poseZombie(pen, look);
          assertEquals(names.filter((name) => !PARTS[name]), [], `${kind} ${mode}`);
        }
      }
    }
  }
});

Deno.test("each unit looks like no other", () => {
  const looks = [
    ...PLANT_KINDS.map((kind) => {
      const { pen, names } = notingPen();
      posePlant(pen, restingPlant(kind));
      return names.join();
    }),
    ...ZOMBIE_KINDS.map((kind) => {
      const { pen, names } = notingPen();
      poseZombie(pen, restingZombie(kind));
      return names.join();
    }),
  ];
  assertEquals(new Set(looks).size, PLANT_KINDS.length + ZOMBIE_KINDS.length);
});

Deno.test("the almanac has a name, a role and a story in both languages, all different", () => {
  const entries = [...Object.values(PLANT_TEXTS), ...Object.values(ZOMBIE_TEXTS)];
  assertEquals(entries.length, PLANT_KINDS.length + ZOMBIE_KINDS.length);
  for (const field of ["name", "role", "story"] as const) {
    for (const language of ["en", "zh"] as const) {
      const texts = entries.map((entry) => entry[field][language]);
      assertEquals(new Set(texts).size, texts.length, `${field} ${language}`);
      for (const text of texts) assert(text.length > 1, `${field} ${language}: ${text}`);
    }
  }
  for (const { name } of entries) assert(/^[\u4e00-\u9fff]+$/.test(name.zh), name.zh);
});

Deno.test("a rooster stands whole on the stage, upright too, and dashes without a leap", () => {
  for (const orientation of ["portrait", "landscape"] as const) {
    const layout = layoutOf({ orientation });
    const edgeAt = (x: number, state: "ready" | "dashing") => {
      const places: { x: number; scale?: number }[] = [];
      const pen = {
        stand: (place: { x: number }) => places.push(place),
        put: () => {},
        putFrame: () => false,
        orderFrame: () => {},
      };
      const world = { tick: 0 } as World;
      drawRooster({ pen: pen as unknown as Pen, world, layout }, { row: 2, state, x });
      const { x: middle, scale } = places.at(-1) as { x: number; scale: number };
      return middle + PARTS.rooster!.box[0] * scale;
    };
    assert(edgeAt(-0.55, "ready") >= 0, orientation);
    let last = edgeAt(-0.55, "ready");
    for (let x = -0.55; x < 9; x += 0.1) {
      const edge = edgeAt(x, "dashing");
      assert(edge >= last && edge < last + 0.15 * layout.cellWidth, `${orientation} at ${x}`);
      last = edge;
    }
  }
});

Deno.test("a giant, which takes many hits, shows them in two steps", () => {
  const figure = { kind: "giant", mode: "walk", gifted: false, armour: 0 } as const;
  const looks = [1, 0.7, 0.6, 0.4, 0.3, 0.1].map((share) => {
    const { pen, names } = notingPen();
    poseZombie(pen, lookOfPose({ ...figure, health: ZOMBIES.giant.health * share }, 0));
    return names.join();
  });
  assertEquals(looks.map((look) => looks.indexOf(look)), [0, 0, 2, 2, 4, 4]);
});
