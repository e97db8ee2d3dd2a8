import { assert, assertEquals } from "@std/assert";
import { posePlant } from "../../../games/zwdzjs-v1/art/plant_poses.ts";
import { poseZombie } from "../../../games/zwdzjs-v1/art/zombie_poses.ts";
import { PLANT_KINDS, ZOMBIE_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { PLANTS } from "../../../games/zwdzjs-v1/rules/plants.ts";
import { createWorld, type Plant } from "../../../games/zwdzjs-v1/rules/world.ts";
import { ZOMBIES } from "../../../games/zwdzjs-v1/rules/zombies.ts";
import { Effects, MOST_BITS } from "../../../games/zwdzjs-v1/view/effects.ts";
import type { PartPen, Put } from "../../../games/zwdzjs-v1/art/part.ts";
import type { Pen } from "../../../games/zwdzjs-v1/view/pen.ts";
import type { Stance } from "../../../games/zwdzjs-v1/view/stance.ts";
import { PictureShelf } from "../../../games/zwdzjs-v1/view/picture_shelf.ts";
import type { Picture } from "../../../games/zwdzjs-v1/view/pictures.ts";
import {
  keyOfPlant,
  lookOfPlant,
  lookOfPlantPose,
  poseOfPlant,
} from "../../../games/zwdzjs-v1/view/plant_looks.ts";
import { THING_KEYS } from "../../../games/zwdzjs-v1/view/thing_looks.ts";
import { boxOfBend, boxOfPose } from "../../../games/zwdzjs-v1/view/pose_box.ts";
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

Deno.test("an old picture serves until a better one is made, and orders of before are dropped", () => {
  const { shelf, idleness, closed, made, order } = makeShelf(10_000);
  order(1);
  idleness.come(50);
  const old = shelf.get(1);
  order(2);
  shelf.age();
  idleness.come(50);
  assertEquals(made, [1]);
  assert(old && shelf.get(1) === old);
  assert(shelf.take(1, () => fakePicture(closed)) === old, "it need not wait for the better one");
  assertEquals([shelf.isDone, closed.count, shelf.pixels], [false, 0, 100]);
  idleness.come(50);
  assert(shelf.get(1) !== old);
  assertEquals([shelf.isDone, closed.count, shelf.pixels], [true, 1, 100]);
});

Deno.test("old pictures go first where there is no room for more", () => {
  const { shelf, idleness, order } = makeShelf(1000);
  for (let key = 0; key < 8; key++) order(key);
  idleness.come(50);
  shelf.age();
  for (let key = 0; key < 4; key++) {
    order(key + 8);
    idleness.come(50);
  }
  assert(shelf.pixels <= 1000);
  const kept = Array.from({ length: 12 }, (_, key) => key).filter((key) => shelf.get(key));
  assertEquals(kept.slice(-4), [8, 9, 10, 11]);
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
    for (const mode of ["walk", "fly", "eat", "vault", "smash", "fuse"] as const) {
      for (const gifted of [true, false]) {
        for (const share of [1, 0.7, 0.4, 0]) {
          const { armour, health } = ZOMBIES[kind];
          const figure = { kind, mode, gifted, armour: armour * share, health: health * share };
          for (let pose = 0; pose < (mode === "eat" ? 5 : 12); pose++) yield { figure, pose };
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

function plantOf(kind: Plant["kind"], id: number): Plant {
  return {
    id,
    kind,
    row: 0,
    col: 0,
    health: PLANTS[kind].health,
    wait: PLANTS[kind].firstTicks,
    volley: 0,
    bornAt: 0,
    actedAt: -999,
    hurtAt: -999,
  };
}

/** The largest step between a plant and its shared picture, in units and radians, over some seconds. */
function stepOf(plant: Plant, acts: boolean): { moved: number; turned: number } {
  const world = createWorld({ level: 0, seed: 1, plants: ["lotus"] });
  let [moved, turned] = [0, 0];
  for (world.tick = 0; world.tick < 300; world.tick++) {
    if (acts && world.tick % 90 === 0) plant.actedAt = world.tick;
    const pose = poseOfPlant(world, plant);
    if (pose === undefined) continue;
    const now = putsOf((pen) => posePlant(pen, lookOfPlant(world, plant)));
    const shown = putsOf((pen) => posePlant(pen, lookOfPlantPose(plant.kind, pose)));
    assertEquals(now.map(([name]) => name), shown.map(([name]) => name));
    for (const [number, [, put]] of now.entries()) {
      const other = shown[number]![1];
      const [x, y] = [(put.x ?? 0) - (other.x ?? 0), (put.y ?? 0) - (other.y ?? 0)];
      moved = Math.max(moved, Math.hypot(x, y));
      turned = Math.max(turned, Math.abs((put.turn ?? 0) - (other.turn ?? 0)));
    }
  }
  return { moved, turned };
}

Deno.test("a plant that sways is shown by a picture that is less than half a unit from it", () => {
  for (const [at, kind] of PLANT_KINDS.entries()) {
    const { moved, turned } = stepOf(plantOf(kind, at), false);
    assert(moved < 0.5, `${kind} moves by ${moved}`);
    assert(turned < 0.02, `${kind} turns by ${turned}`);
  }
});

Deno.test("a plant that acts is shown in the act, by a picture close to it", () => {
  const world = createWorld({ level: 0, seed: 1, plants: ["lotus"] });
  for (const [at, kind] of PLANT_KINDS.entries()) {
    const { moved, turned } = stepOf(plantOf(kind, at), true);
    assert(moved < 4, `${kind} moves by ${moved}`);
    assert(turned < 0.15, `${kind} turns by ${turned}`);
    const plant = plantOf(kind, at);
    const resting = poseOfPlant(world, plant);
    plant.actedAt = world.tick;
    if (["bamboo", "popcorn", "dragonfruit"].includes(kind)) continue;
    assert(poseOfPlant(world, plant) !== resting, kind);
  }
});

Deno.test("a plant that swells before its explosion has no shared picture", () => {
  const world = createWorld({ level: 0, seed: 1, plants: ["lotus"] });
  const popcorn = plantOf("popcorn", 1);
  assert(poseOfPlant(world, popcorn) !== undefined);
  assertEquals(poseOfPlant(world, { ...popcorn, wait: popcorn.wait - 1 }), undefined);
});

Deno.test("a worn bamboo and an armed peanut have pictures of their own", () => {
  const world = createWorld({ level: 0, seed: 1, plants: ["lotus"] });
  world.tick = 900;
  const bamboo = plantOf("bamboo", 1);
  const shown = [1, 0.5, 0.1].map((share) => {
    const pose = poseOfPlant(world, { ...bamboo, health: bamboo.health * share })!;
    return putsOf((pen) => posePlant(pen, lookOfPlantPose("bamboo", pose)))[0]![0];
  });
  assertEquals(shown, ["bamboo 0", "bamboo 1", "bamboo 2"]);
});

Deno.test("no plant has the picture of another, of a zombie or of a thing", () => {
  const keys = new Set<number>();
  for (const { figure, pose } of everyPose()) keys.add(keyOfPose(figure, pose));
  const zombies = keys.size;
  const poses = 3 * (16 + 10 * 3);
  for (const kind of PLANT_KINDS) {
    for (let pose = 0; pose < poses; pose++) keys.add(keyOfPlant(kind, pose));
  }
  assertEquals(keys.size, zombies + PLANT_KINDS.length * poses);
  assert(Math.max(...keys) < THING_KEYS);
});

Deno.test("the picture of a figure that is stretched and turned holds all of it", () => {
  assertEquals(boxOfBend([-10, -20, 20, 20], { sx: 2, sy: 0.5 }), [-20, -10, 40, 10]);
  const turned = boxOfBend([-10, -20, 20, 20], { turn: Math.PI / 2 }).map(Math.round);
  assertEquals(turned, [0, -10, 20, 20]);
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
    putFrame: () => false,
    orderFrame: () => {},
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
