import { assertEquals, assertThrows } from "@std/assert";
import { applyAction, canPlant } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { addSun } from "../../../games/zwdzjs-v1/rules/economy.ts";
import {
  PLANT_KINDS,
  type PlantKind,
  ZOMBIE_KINDS,
  type ZombieKind,
} from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { levelOf } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { PLANTS } from "../../../games/zwdzjs-v1/rules/plants.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { addZombie } from "../../../games/zwdzjs-v1/rules/waves.ts";
import {
  createWorld,
  type Happening,
  type Plant,
  plantAt,
  type World,
  type Zombie,
} from "../../../games/zwdzjs-v1/rules/world.ts";
import { STONE_DAMAGE, ZOMBIES } from "../../../games/zwdzjs-v1/rules/zombies.ts";

/** A lawn without zombies and with enough sun. */
function quietLawn(): World {
  const world = createWorld({ level: 20, seed: 1, plants: PLANT_KINDS });
  world.waveWait = 1e9;
  world.sun = 9000;
  for (const packet of world.packets) packet.wait = 0;
  return world;
}

function grow(world: World, kind: PlantKind, row: number, col: number): Plant {
  world.packets.find((packet) => packet.kind === kind)!.wait = 0;
  assertEquals(applyAction(world, { kind: "plant", plant: kind, row, col }), true);
  return plantAt(world, row, col)!;
}

/** Runs the game for so many seconds, and returns all events. */
function run(world: World, forSeconds: number): Happening[] {
  const all: Happening[] = [];
  for (let tick = 0; tick < forSeconds * 60; tick++) {
    step(world);
    all.push(...world.happenings);
    world.happenings.length = 0;
  }
  return all;
}

function bring(world: World, kind: ZombieKind, row: number, x: number): Zombie {
  return addZombie(world, kind, { row, x });
}

Deno.test("a level for beginners waits long for who is slow, and not for who has a shooter in every lane", () => {
  const firstWave = (level: number, lanes: readonly number[]) => {
    const world = createWorld({ level, seed: 1, plants: ["lotus"] });
    world.sun = 9000;
    for (const row of lanes) grow(world, "lotus", row, 0);
    while (world.wave === 0) step(world);
    return Math.round(world.tick / 60);
  };
  const { firstWaveSeconds, rows } = levelOf(2)!;
  assertEquals(firstWave(2, rows.slice(1)), firstWaveSeconds);
  assertEquals(firstWave(2, rows), 6);
  assertEquals(firstWave(5, levelOf(5)!.rows), levelOf(5)!.firstWaveSeconds, "not for beginners");
});

Deno.test("a packet costs its sun, recharges, and a cell takes one plant", () => {
  const world = createWorld({ level: 2, seed: 1, plants: ["lotus", "glowberry"] });
  world.sun = 50;
  assertEquals(canPlant(world, "lotus", { row: 2, col: 0 }), false, "too dear");
  assertEquals(canPlant(world, "glowberry", { row: 0, col: 0 }), false, "no lawn there");
  assertEquals(canPlant(world, "glowberry", { row: 2, col: 9 }), false, "off the board");
  grow(world, "glowberry", 2, 0);
  assertEquals(world.sun, 0);
  world.sun = 500;
  assertEquals(canPlant(world, "glowberry", { row: 2, col: 1 }), false, "still recharging");
  assertEquals(canPlant(world, "lotus", { row: 2, col: 0 }), false, "taken");
  run(world, 5.1);
  assertEquals(canPlant(world, "glowberry", { row: 2, col: 1 }), true);
});

Deno.test("sun falls by day only, waits to be caught, and fades", () => {
  const day = createWorld({ level: 3, seed: 1, plants: [] });
  day.waveWait = 1e9;
  assertEquals(run(day, 6).filter(({ kind }) => kind === "sunBorn").length, 1);
  const id = day.suns[0]!.id;
  assertEquals(applyAction(day, { kind: "collect", id }), true);
  assertEquals(applyAction(day, { kind: "collect", id }), false, "caught only once");
  assertEquals(day.sun, levelOf(3)!.startSun + 25);
  const night = quietLawn();
  assertEquals(run(night, 60).filter(({ kind }) => kind === "sunBorn").length, 0);
  addSun(night, { x: 2, y: 2, from: "plant" });
  run(night, 10);
  assertEquals(night.suns.length, 0);
});

Deno.test("a glowberry gives sun again and again", () => {
  const world = quietLawn();
  grow(world, "glowberry", 1, 1);
  assertEquals(run(world, 45).filter(({ kind }) => kind === "sunBorn").length, 3);
});

Deno.test("digging up takes the plant and gives nothing back", () => {
  const world = quietLawn();
  grow(world, "lotus", 1, 1);
  const sun = world.sun;
  assertEquals(applyAction(world, { kind: "dig", row: 1, col: 1 }), true);
  assertEquals(applyAction(world, { kind: "dig", row: 1, col: 1 }), false);
  assertEquals([world.plants.length, world.sun], [0, sun]);
});

const HOLDS: readonly { plants: [PlantKind, number][]; against: ZombieKind; within: number }[] = [
  { plants: [["lotus", 0]], against: "hopper", within: 20 },
  { plants: [["mint", 0]], against: "hopper", within: 20 },
  { plants: [["grape", 0]], against: "hat", within: 25 },
  { plants: [["clover", 0]], against: "hopper", within: 20 },
  { plants: [["dandelion", 0], ["dandelion", 1]], against: "kite", within: 40 },
  { plants: [["pomegranate", 0]], against: "hopper", within: 20 },
  { plants: [["fern", 3], ["fern", 4]], against: "hopper", within: 35 },
  { plants: [["caltrop", 5], ["bamboo", 4]], against: "hopper", within: 40 },
  { plants: [["lotus", 0], ["lotus", 1], ["lotus", 2], ["bamboo", 5]], against: "wok", within: 40 },
  { plants: [["grape", 0], ["grape", 1]], against: "drummer", within: 40 },
  { plants: [["pomegranate", 0], ["pomegranate", 1]], against: "giant", within: 60 },
];

for (const { plants, against, within } of HOLDS) {
  const names = plants.map(([kind]) => kind).join(", ");
  Deno.test(`${names} stop a ${against}`, () => {
    const world = quietLawn();
    for (const [kind, col] of plants) grow(world, kind, 2, col);
    bring(world, against, 2, 8.5);
    const seen = run(world, within);
    assertEquals(seen.filter(({ kind }) => kind === "fallen").map(({ what }) => what), [against]);
    assertEquals(seen.some(({ kind }) => kind === "rooster"), false);
  });
}

Deno.test("a peanut waits until it is armed, then destroys a zombie that steps on it", () => {
  const world = quietLawn();
  grow(world, "peanut", 2, 3);
  const early = bring(world, "hopper", 2, 3.9);
  assertEquals(run(world, 8).some(({ kind }) => kind === "eaten"), true, "unarmed, it is eaten");
  world.zombies = world.zombies.filter((zombie) => zombie !== early);
  grow(world, "peanut", 2, 3);
  assertEquals(run(world, 13).filter(({ kind }) => kind === "armed").length, 1);
  bring(world, "wok", 2, 4.5);
  const seen = run(world, 5);
  assertEquals(seen.some(({ kind, what }) => kind === "fallen" && what === "wok"), true);
  assertEquals(plantAt(world, 2, 3), undefined);
});

Deno.test("popcorn clears three by three, dragon fruit clears its row", () => {
  const world = quietLawn();
  grow(world, "popcorn", 2, 4);
  for (const [row, x] of [[1, 4], [2, 5], [3, 5.6], [0, 4.5], [2, 8]] as const) {
    bring(world, "hopper", row, x).chillTicks = 1e6;
  }
  run(world, 1.2);
  assertEquals(world.zombies.map(({ row }) => row).sort(), [0, 2]);
  grow(world, "dragonfruit", 2, 1);
  run(world, 1.2);
  assertEquals(world.zombies.map(({ row }) => row), [0]);
});

Deno.test("frost halves the pace, a drum drives it on", () => {
  const way = (change: (zombie: Zombie) => void) => {
    const world = quietLawn();
    const zombie = bring(world, "hopper", 2, 9);
    zombie.hopTicks = 0;
    change(zombie);
    run(world, 3.6);
    return 9 - zombie.x;
  };
  const plain = way(() => {});
  assertEquals(Math.round(10 * way((zombie) => zombie.chillTicks = 999) / plain) / 10, 0.5);
  assertEquals(Math.round(10 * way((zombie) => zombie.hasteTicks = 999) / plain) / 10, 1.5);
});

Deno.test("a vaulter clears one plant, but breaks its pole on bamboo", () => {
  const world = quietLawn();
  const vaulted = grow(world, "lotus", 2, 5);
  bring(world, "pole", 2, 6.5);
  assertEquals(run(world, 4).filter(({ kind }) => kind === "vaulted").length, 1);
  assertEquals(plantAt(world, 2, 5), vaulted);
  assertEquals(world.zombies[0]!.x < 5.2, true);
  grow(world, "bamboo", 0, 5);
  bring(world, "pole", 0, 6.5);
  const seen = run(world, 4);
  assertEquals(seen.some(({ kind, row }) => kind === "vaulted" && row === 0), false);
  assertEquals(seen.some(({ kind, row }) => kind === "broken" && row === 0), true);
});

Deno.test("a door stops what flies straight, not what comes from above", () => {
  const straight = quietLawn();
  grow(straight, "lotus", 2, 0);
  const shielded = bring(straight, "door", 2, 6);
  run(straight, 5);
  assertEquals(shielded.health, ZOMBIES.door.health);
  assertEquals(shielded.armour < ZOMBIES.door.armour, true);
  const lobbed = quietLawn();
  grow(lobbed, "pomegranate", 2, 0);
  const open = bring(lobbed, "door", 2, 6);
  run(lobbed, 3);
  assertEquals(open.armour, ZOMBIES.door.armour);
  assertEquals(open.health < ZOMBIES.door.health, true);
});

Deno.test("a kite flies over walls until it is shot down", () => {
  const world = quietLawn();
  grow(world, "bamboo", 2, 5);
  const kite = bring(world, "kite", 2, 6.5);
  run(world, 8);
  assertEquals(kite.mode, "fly");
  assertEquals(kite.x < 5, true);
  const straight = quietLawn();
  grow(straight, "lotus", 2, 0);
  const grazed = bring(straight, "kite", 2, 9);
  run(straight, 6);
  assertEquals(grazed.armour < ZOMBIES.kite.armour, true);
  assertEquals(grazed.armour > 0.9 * ZOMBIES.kite.armour, true, "what flies straight grazes it");
  const rising = quietLawn();
  grow(rising, "clover", 1, 0);
  const torn = bring(rising, "kite", 2, 9);
  run(rising, 24);
  assertEquals([torn.armour, torn.mode !== "fly"], [0, true]);
});

Deno.test("firefly ferns sleep by day", () => {
  const shotsIn = (level: number) => {
    const world = createWorld({ level, seed: 1, plants: ["fern"] });
    world.waveWait = 1e9;
    grow(world, "fern", 2, 4);
    bring(world, "hopper", 2, 6);
    return run(world, 3).filter(({ kind }) => kind === "shot").length;
  };
  assertEquals(shotsIn(14), 0);
  assertEquals(shotsIn(7) > 0, true);
});

Deno.test("rascals come three at a time into one lane", () => {
  const world = createWorld({ level: 12, seed: 3, plants: [] });
  world.roosters = [];
  const seen = run(world, 120).filter(({ kind, what }) => kind === "arrived" && what === "imp");
  assertEquals(seen.length >= 3, true);
  for (let at = 0; at + 2 < seen.length; at += 3) {
    assertEquals(new Set(seen.slice(at, at + 3).map(({ row }) => row)).size, 1);
  }
});

Deno.test("a digger passes under plants that only shoot, and comes up behind them", () => {
  const world = quietLawn();
  for (const col of [3, 4, 5]) grow(world, "grape", 2, col);
  const mole = bring(world, "mole", 2, 8.5);
  run(world, 20);
  assertEquals([mole.mode, mole.health], ["dig", ZOMBIES.mole.health]);
  const seen = run(world, 15);
  assertEquals(seen.some(({ kind }) => kind === "surfaced"), true);
  assertEquals(world.plants.length, 3);
  assertEquals(mole.x < 1.4, true);
});

Deno.test("peanuts and caltrops reach a digger under the ground, and dandelions when it is up", () => {
  const answers: readonly (readonly [PlantKind, readonly number[]])[] = [
    ["peanut", [4]],
    ["caltrop", [3, 4, 5, 6]],
    ["dandelion", [2, 3, 4]],
  ];
  for (const [kind, cols] of answers) {
    const world = quietLawn();
    for (const col of cols) grow(world, kind, 2, col);
    run(world, 13);
    bring(world, "mole", 2, 8.5);
    const seen = run(world, 45);
    assertEquals(seen.some(({ kind, what }) => kind === "fallen" && what === "mole"), true, kind);
    assertEquals(seen.some(({ kind }) => kind === "rooster"), false, kind);
  }
});

Deno.test("a slinger shoots over a wall at what stands behind, and a doctor makes up for it", () => {
  const hit = (withDoctor: boolean) => {
    const world = quietLawn();
    const wall = grow(world, "bamboo", 2, 6);
    const berry = grow(world, "glowberry", 2, 4);
    if (withDoctor) grow(world, "ginseng", 1, 4);
    bring(world, "slinger", 2, 8.8);
    run(world, 10);
    assertEquals(wall.health, PLANTS.bamboo.health);
    return berry.health;
  };
  assertEquals(hit(false) < PLANTS.glowberry.health - 2 * STONE_DAMAGE, true);
  assertEquals(hit(true) >= PLANTS.glowberry.health - STONE_DAMAGE, true);
});

Deno.test("fog hides what is far away from all but the dandelion", () => {
  const shots = (kind: PlantKind, x: number) => {
    const world = createWorld({ level: 16, seed: 1, plants: PLANT_KINDS });
    world.waveWait = 1e9;
    world.sun = 900;
    grow(world, kind, 2, 1);
    bring(world, "hopper", 2, x);
    return run(world, 2).filter(({ kind }) => kind === "shot").length;
  };
  assertEquals([shots("lotus", 8), shots("dandelion", 8)].map((count) => count > 0), [false, true]);
  assertEquals(shots("lotus", 5) > 0, true);
});

Deno.test("a firecracker carrier takes the plants around along, unless it falls first", () => {
  const world = quietLawn();
  for (const row of [1, 2, 3]) grow(world, "fern", row, 4);
  const wall = grow(world, "bamboo", 2, 3);
  bring(world, "cracker", 2, 5.6);
  world.plants.forEach((plant) => plant.wait = 1e9);
  const seen = run(world, 6);
  assertEquals(seen.filter(({ kind }) => kind === "eaten").length, 3);
  assertEquals(world.plants, [wall]);
  assertEquals(wall.health, PLANTS.bamboo.health - 1200);
  assertEquals(world.zombies.length, 0);
});

Deno.test("a giant flattens any plant at one blow", () => {
  const world = quietLawn();
  grow(world, "bamboo", 2, 5);
  bring(world, "giant", 2, 6.1);
  const seen = run(world, 5);
  assertEquals(seen.filter(({ kind }) => kind === "smashed").length, 1);
  assertEquals(world.plants.length, 0);
});

Deno.test("ginseng heals its neighbours up to their full health", () => {
  const world = quietLawn();
  const wall = grow(world, "bamboo", 2, 5);
  grow(world, "ginseng", 1, 4);
  wall.health = PLANTS.bamboo.health - 100;
  run(world, 10);
  assertEquals(wall.health, PLANTS.bamboo.health);
});

Deno.test("a drummer hastens those around it", () => {
  const world = quietLawn();
  const near = bring(world, "hopper", 1, 8.6);
  const far = bring(world, "hopper", 4, 8.6);
  bring(world, "drummer", 2, 8.6);
  const seen = run(world, 6);
  assertEquals(seen.some(({ kind }) => kind === "drummed"), true);
  assertEquals(near.x < far.x, true);
});

Deno.test("a rooster saves its lane once; the next zombie through loses the game", () => {
  const world = quietLawn();
  for (const x of [0, 1, 4]) bring(world, "hopper", 2, x);
  const seen = run(world, 6);
  assertEquals(seen.filter(({ kind }) => kind === "rooster").length, 1);
  assertEquals(world.zombies.length, 0);
  bring(world, "hopper", 2, 0);
  assertEquals(run(world, 8).some(({ kind }) => kind === "lost"), true);
  assertEquals(world.outcome, "lost");
  assertEquals(applyAction(world, { kind: "dig", row: 0, col: 0 }), false, "nothing after the end");
});

Deno.test("each zombie gets through an empty lane by itself", () => {
  for (const kind of ZOMBIE_KINDS) {
    const world = quietLawn();
    world.roosters = [];
    bring(world, kind, 2, 9);
    run(world, 80);
    assertEquals(world.outcome, "lost", kind);
  }
});

Deno.test("a level that does not exist is refused", () => {
  assertThrows(() => createWorld({ level: 99, seed: 1, plants: [] }), RangeError, "level 99");
});
