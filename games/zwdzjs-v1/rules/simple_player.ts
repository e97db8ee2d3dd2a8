import { type Action, canPlant, isFree } from "./actions.ts";
import { isReady } from "./economy.ts";
import { COLS, type PlantKind } from "./kinds.ts";
import { levelIn } from "./levels.ts";
import { plantAt, type World } from "./world.ts";
import { ZOMBIES } from "./zombies.ts";

/** Plants that defend a lane, the best first, with their damage in a second. */
const SHOOTERS: readonly (readonly [PlantKind, number])[] = [
  ["grape", 33],
  ["mint", 20],
  ["clover", 14],
  ["lotus", 14],
  ["dandelion", 12],
];
const FERN_STRENGTH = 9;
const PRODUCER_COLS = [0, 1];
const SHOOTER_COLS = [2, 3, 4, 1, 5, 0];
const WALL_COL = 6;
/** The x at which zombies should be stopped. */
const STOP_X = 3.2;

interface Lane {
  readonly row: number;
  readonly threat: number;
  readonly nearest: number;
  readonly strength: number;
  /** The seconds by which its zombies would outlive the way to the plants; below 0 the lane is safe. */
  readonly lateness: number;
}

function strengthOf(kind: PlantKind): number {
  return kind === "fern" ? FERN_STRENGTH : SHOOTERS.find(([each]) => each === kind)?.[1] ?? 0;
}

function surveyLanes(world: World): Lane[] {
  return levelIn(world).rows.map((row) => {
    const zombies = world.zombies.filter((zombie) => zombie.row === row);
    const threat = zombies.reduce((sum, zombie) => sum + zombie.health + zombie.armour, 0);
    const plants = world.plants.filter((plant) => plant.row === row);
    const strength = plants.reduce((sum, plant) => sum + strengthOf(plant.kind), 0);
    const arrival = Math.min(
      999,
      ...zombies.map((zombie) => (zombie.x - STOP_X) / ZOMBIES[zombie.kind].speed),
    );
    const walled = plants.some((plant) => plant.kind === "bamboo") ? 20 : 0;
    return {
      row,
      threat,
      strength,
      nearest: Math.min(99, ...zombies.map((zombie) => zombie.x)),
      lateness: threat === 0 ? -999 : threat / Math.max(strength, 0.1) - arrival - walled,
    };
  });
}

function put(world: World, kind: PlantKind, row: number, cols: readonly number[]): Action[] {
  const col = cols.find((each) => canPlant(world, kind, { row, col: each }));
  return col === undefined ? [] : [{ kind: "plant", plant: kind, row, col }];
}

/** Chooses the best shooter that the sun allows now. */
function pickShooter(world: World): PlantKind | undefined {
  return SHOOTERS.find(([kind]) =>
    world.packets.some((packet) => packet.kind === kind && isReady(world, packet))
  )?.[0];
}

/** Explodes something where a zombie is close to the house. */
function rescue(world: World, lanes: readonly Lane[]): Action[] {
  const lane = lanes.filter((each) => each.nearest < 4 && each.lateness > 0)
    .sort((a, b) => b.threat - a.threat)[0];
  if (!lane) return [];
  const col = Math.max(0, Math.min(COLS - 1, Math.floor(lane.nearest)));
  const around = [col, col + 1, col - 1];
  const bang = put(world, "popcorn", lane.row, around);
  return bang.length ? bang : put(world, "dragonfruit", lane.row, [...around, 2, 3, 4, 5, 6, 7, 8]);
}

function addProducer(world: World, lanes: readonly Lane[]): Action[] {
  for (const col of PRODUCER_COLS) {
    const lane = lanes.find(({ row }) => isFree(world, { row, col }));
    if (lane) return put(world, "glowberry", lane.row, [col]);
  }
  return [];
}

/** Plants a shooter where zombies would get through. */
function defend(world: World, lanes: readonly Lane[]): Action[] {
  const kind = pickShooter(world);
  for (const lane of [...lanes].sort((a, b) => b.lateness - a.lateness)) {
    if (lane.lateness < 0) return [];
    const shooter = kind ? put(world, kind, lane.row, SHOOTER_COLS) : [];
    const chosen = shooter.length ? shooter : put(world, "fern", lane.row, [4, 3, 5, 2]);
    if (chosen.length) return chosen;
  }
  return [];
}

/** Plants a shooter in the weakest lane. */
function strengthen(world: World, lanes: readonly Lane[]): Action[] {
  const kind = pickShooter(world);
  if (!kind) return [];
  for (const lane of [...lanes].sort((a, b) => a.strength - b.strength)) {
    const chosen = put(world, kind, lane.row, SHOOTER_COLS);
    if (chosen.length) return chosen;
  }
  return [];
}

function addWall(world: World, lanes: readonly Lane[]): Action[] {
  const lane = lanes.find((each) =>
    each.strength > 0 && each.threat > 250 && !plantAt(world, each.row, WALL_COL)
  );
  return lane ? put(world, "bamboo", lane.row, [WALL_COL]) : [];
}

/**
 * Chooses the actions of a calm player: collects all sun, defends each lane as far as its zombies need, plants
 * producers, then strengthens lanes. It plays on the title screen, and proves that the levels can be won.
 */
export function chooseActions(world: World): Action[] {
  const collect: Action[] = world.suns.map(({ id }) => ({ kind: "collect", id }));
  const lanes = surveyLanes(world);
  const growing = world.plants.filter((plant) => plant.kind === "glowberry").length;
  const canGrow = world.packets.some((packet) => packet.kind === "glowberry");
  const grown = !canGrow || growing >= lanes.length * PRODUCER_COLS.length;
  const late = lanes.some((lane) => lane.lateness > 0);
  const choices = [
    () => rescue(world, lanes),
    () => defend(world, lanes),
    () => (late ? [] : addWall(world, lanes)),
    () => (late && growing >= lanes.length ? [] : addProducer(world, lanes)),
    () => (grown && !late ? strengthen(world, lanes) : []),
  ];
  for (const choose of choices) {
    const chosen = choose();
    if (chosen.length) return [...collect, ...chosen];
  }
  return collect;
}

/** The plants of a simple player, the most wanted first. */
const WANTED: readonly PlantKind[] = [
  "glowberry",
  "lotus",
  "bamboo",
  "popcorn",
  "mint",
  "grape",
  "dragonfruit",
  "fern",
];

/** Chooses the packets of a simple player. */
export function choosePackets(plants: readonly PlantKind[], slots: number): PlantKind[] {
  const chosen = WANTED.filter((kind) => plants.includes(kind)).slice(0, slots);
  const rest = plants.filter((kind) => !chosen.includes(kind)).slice(0, slots - chosen.length);
  return [...chosen, ...rest];
}
