import { assert, assertEquals } from "@std/assert";
import { posePlant } from "../../../games/zwdzjs-v1/art/plant_poses.ts";
import { poseZombie } from "../../../games/zwdzjs-v1/art/zombie_poses.ts";
import { PLANT_KINDS, ZOMBIE_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { PLANTS } from "../../../games/zwdzjs-v1/rules/plants.ts";
import { createWorld, type Plant } from "../../../games/zwdzjs-v1/rules/world.ts";
import { ZOMBIES } from "../../../games/zwdzjs-v1/rules/zombies.ts";
import { Effects, MOST_BITS } from "../../../games/zwdzjs-v1/view/effects.ts";
import type { PartPen, Put } from "../../../games/zwdzjs-v1/art/part.ts";
import type { Pen, Stance } from "../../../games/zwdzjs-v1/view/pen.ts";
import { PictureShelf } from "../../../games/zwdzjs-v1/view/picture_shelf.ts";
import type { Picture } from "../../../games/zwdzjs-v1/view/pictures.ts";
import {
  keyOfSway,
  lookOfPlant,
  lookOfSway,
  swayPoseOf,
} from "../../../games/zwdzjs-v1/view/plant_looks.ts";
import { boxOfPose } from "../../../games/zwdzjs-v1/view/pose_box.ts";
import { type Figure, keyOfPose, lookOfPose } from "../../../games/zwdzjs-v1/view/zombie_looks.ts";

/** A browser's idle time, which the test controls; it lasts so many milliseconds. */
class Idleness {
  #works: ((timeLeft: () => number) => void)[] = [];
  readonly source = (work: (timeLeft: () => number) => void) => void this.#works.push(work);

  /** Whether a callback waits for idle time. */
  get isAwaited(): boolean {
    return this.#works.length > 0;
  }

  come(ms: number): void {
    for (const work of this.#works.splice(0)) work(() => ms);
  }
}

/** A picture of 10 by 10 pixels that counts how often it was closed. */
function fakePicture(closed: { count: number }): Picture {
  const image = { close: () => closed.count++ } as unknown as ImageBitmap;
  return { image, left: 0, top: 0, width: 10, height: 10, unit: 1 };
}

function makeShelf(pixelsLimit: number) {
  const idleness = new Idleness();
  const closed = { count: 0 };
  const made: number[] = [];
  const shelf = new PictureShelf<number>({ pixelsLimit, idle: idleness.source });
  const order = (key: number) =>
    shelf.order(key, () => {
      made.push(key);
      return fakePicture(closed);
    });
  return { shelf, idleness, closed, made, order };
}

Deno.test("a picture is made between two drawings, and once however often it is asked for", () => {
  const { shelf, idleness, made, order } = makeShelf(10_000);
  order(1);
  order(1);
  order(2);
  assertEquals(made, []);
  assertEquals(shelf.get(1), undefined);
  idleness.come(50);
  order(1);
  assertEquals(made, [1, 2]);
  assert(shelf.get(1) && shelf.get(2));
  assertEquals(idleness.isAwaited, false);
});

Deno.test("a machine with no time to spare makes one picture after each drawing", () => {
  const { idleness, made, order } = makeShelf(10_000);
  for (const key of [1, 2, 3]) order(key);
  idleness.come(0);
  assertEquals(made, [1]);
  idleness.come(0);
  assertEquals(made, [1, 2]);
  idleness.come(0);
  assertEquals(made, [1, 2, 3]);
  assertEquals(idleness.isAwaited, false);
});

Deno.test("pictures of poses never hold more pixels than they may, and the oldest go first", () => {
  const limit = 1000;
  const { shelf, idleness, closed, order } = makeShelf(limit);
  for (let key = 0; key < 100; key++) {
    order(key);
    idleness.come(50);
    assert(shelf.pixels <= limit, `${shelf.pixels} after ${key}`);
    assert(shelf.get(key), `the newest, ${key}, is there`);
  }
  const kept = Array.from({ length: 100 }, (_, key) => key).filter((key) => shelf.get(key));
  assertEquals(kept.length * 100, shelf.pixels);
  assertEquals(closed.count, 100 - kept.length);
  assertEquals(kept, kept.map((_, at) => 100 - kept.length + at));
});

Deno.test("a shelf that is cleared lets all pictures and all orders go", () => {
  const { shelf, idleness, closed, made, order } = makeShelf(10_000);
  order(1);
  idleness.come(50);
  order(2);
  shelf.clear();
  idleness.come(50);
  assertEquals(made, [1]);
  assertEquals(shelf.get(1), undefined);
  assertEquals([closed.count, shelf.pixels], [1, 0]);
});

Deno.test("a picture that cannot wait is made at once, and not again when the machine is idle", () => {
  const { shelf, idleness, closed, made, order } = makeShelf(10_000);
  order(1);
  const picture = shelf.take(1, () => fakePicture(closed));
  idleness.come(50);
  assertEquals(made, []);
  assert(shelf.get(1) === picture);
  assert(shelf.take(1, () => fakePicture(closed)) === picture);
  assertEquals(shelf.pixels, 100);
});

Deno.test("an ordered picture whose data is gone by then is not made", () => {
  const { shelf, idleness } = makeShelf(10_000);
  shelf.order(1, () => undefined);
  idleness.come(50);
  assertEquals(shelf.get(1), undefined);
  assert(shelf.lacks(1));
});

/** Yields every figure of every zombie in every pose. */
function* everyPose(): Generator<{ figure: Figure; pose: number }> {
  for (const kind of ZOMBIE_KINDS) {
    for (const mode of ["walk", "fly", "eat"] as const) {
      for (const gifted of [true, false]) {
        for (const share of [1, 0.7, 0.4, 0]) {
          const figure = { kind, mode, gifted, armour: ZOMBIES[kind].armour * share };
          for (let pose = 0; pose < (mode === "eat" ? 5 : 8); pose++) yield { figure, pose };
        }
      }
    }
  }
}

/** Lists all parts that a pose draws. */
function putsOf(pose: (pen: PartPen) => void): [string, Put][] {
  const puts: [string, Put][] = [];
  pose({ put: (name, put = {}) => void puts.push([name, put]) });
  return puts;
}

Deno.test("zombies share a picture only where they look alike", () => {
  const drawings = new Map<number, string>();
  for (const { figure, pose } of everyPose()) {
    const key = keyOfPose(figure, pose);
    const drawing = JSON.stringify(putsOf((pen) => poseZombie(pen, lookOfPose(figure, pose))));
    assertEquals(drawings.get(key) ?? drawing, drawing, `${figure.kind} ${figure.mode} ${pose}`);
    drawings.set(key, drawing);
  }
});

Deno.test("a plant that sways shows the pose it is in, and itself as soon as it does more", () => {
  const world = createWorld({ level: 0, seed: 1, plants: ["lotus"] });
  for (const [at, kind] of PLANT_KINDS.entries()) {
    const plant: Plant = {
      id: at,
      kind,
      row: 0,
      col: 0,
      health: PLANTS[kind].health,
      wait: 0,
      volley: 0,
      bornAt: 0,
      actedAt: -999,
      hurtAt: -999,
    };
    for (world.tick = 0; world.tick < 300; world.tick++) {
      const pose = swayPoseOf(world, plant);
      if (pose === undefined) continue;
      const now = putsOf((pen) => posePlant(pen, lookOfPlant(world, plant)));
      const shown = putsOf((pen) => posePlant(pen, lookOfSway(kind, pose)));
      assertEquals(now.map(([name]) => name), shown.map(([name]) => name));
      for (const [number, [name, put]] of now.entries()) {
        const other = shown[number]![1];
        const moved = Math.hypot((put.x ?? 0) - (other.x ?? 0), (put.y ?? 0) - (other.y ?? 0));
        assert(moved < 0.5, `${kind} ${name} moves by ${moved}`);
        const turned = Math.abs((put.turn ?? 0) - (other.turn ?? 0));
        assert(turned < 0.02, `${kind} ${name} turns by ${turned}`);
      }
    }
    plant.actedAt = world.tick - 1;
    assertEquals(swayPoseOf(world, plant), undefined, kind);
  }
});

Deno.test("no plant has the picture of another, or of a zombie", () => {
  const keys = new Set<number>();
  for (const { figure, pose } of everyPose()) keys.add(keyOfPose(figure, pose));
  const zombies = keys.size;
  for (const kind of PLANT_KINDS) {
    for (let pose = 0; pose < 32; pose++) keys.add(keyOfSway(kind, pose));
  }
  assertEquals(keys.size, zombies + PLANT_KINDS.length * 32);
});

Deno.test("the picture of a pose holds all of its parts, however they are turned", () => {
  const arm = [0, 0, 10, 2] as const;
  const boxOf = (put: Put) => boxOfPose(() => arm, (pen) => pen.put("arm", put)).map(Math.round);
  assertEquals(boxOf({}), [0, 0, 10, 2]);
  assertEquals(boxOf({ x: 5, y: -5 }), [5, -5, 10, 2]);
  assertEquals(boxOf({ turn: Math.PI / 2 }), [-2, 0, 2, 10]);
  assertEquals(boxOf({ turn: Math.PI, sx: 2 }), [-20, -2, 20, 2]);
  const both = boxOfPose(() => arm, (pen) => {
    pen.put("arm", { x: -20 });
    pen.put("arm", { y: 7, sy: -1 });
  });
  assertEquals(both, [-20, 0, 30, 7]);
});

/** A pen that lists the parts that it draws, and checks that their stances are finite. */
function countingPen() {
  const drawn: string[] = [];
  const pen = {
    stand(stance: Stance) {
      for (const value of [stance.x, stance.y, stance.scale, stance.turn, stance.alpha]) {
        assert(Number.isFinite(value), JSON.stringify(stance));
      }
    },
    put: (part: string) => drawn.push(part),
  } as unknown as Pen;
  return { pen, drawn };
}

Deno.test("flying bits are bounded, land, and can be thrown again", () => {
  const effects = new Effects();
  const throwMany = (part: string) => {
    for (let times = 0; times < 40; times++) {
      effects.burst([part], { x: 5, y: 5 }, { count: 20, speed: 100, size: 1 });
      effects.puff({ x: 5, y: 5 }, 1);
    }
  };
  throwMany("petal");
  assertEquals(effects.count, MOST_BITS);
  for (let ms = 0; ms < 3000; ms += 50) effects.update(50);
  assertEquals(effects.count, 0);
  throwMany("star");
  effects.update(16);
  const { pen, drawn } = countingPen();
  effects.drawBits(pen);
  assertEquals(drawn.length, effects.count);
  assertEquals([...new Set(drawn)].sort(), ["puff", "star"]);
});

Deno.test("flying bits keep their order when others land", () => {
  const effects = new Effects();
  const at = { x: 0, y: 0 };
  for (let number = 0; number < 20; number++) {
    const lifeMs = number % 2 ? 100 : 10_000;
    effects.burst([`${number}`], at, { count: 1, speed: 10, size: 1, lifeMs });
  }
  effects.update(500);
  const { pen, drawn } = countingPen();
  effects.drawBits(pen);
  assertEquals(drawn, ["0", "2", "4", "6", "8", "10", "12", "14", "16", "18"]);
});
