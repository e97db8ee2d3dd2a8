// A player who knows the rules: the best of those that the levels are measured with.

import { type Action, canPlant, isFree } from "../../../games/zwdzjs-v1/rules/actions.ts";
import type { PlantKind } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { levelIn } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { PLANTS } from "../../../games/zwdzjs-v1/rules/plants.ts";
import { type Packet, plantAt, type World } from "../../../games/zwdzjs-v1/rules/world.ts";
import { colOf, expectedWays, type Lane, POWER, reachOf, surveyLanes, type Ways } from "./lanes.ts";

const PRODUCER_COLS = [0, 1];
const SHOOTER_COLS = [2, 3, 4, 1, 5, 0];
const COLS_OF: Partial<Record<PlantKind, readonly number[]>> = {
  fern: [4, 3, 5, 2],
  caltrop: [7, 8, 5],
  peanut: [5, 6, 4],
  dandelion: [1, 2, 0, 3, 4, 5],
};
const WALL_COL = 6;
/** The strength at which a lane feels half as weak. */
const HALF_STRENGTH = 12;
/** What a plant costs besides its sun: the turn, and its place. */
const TURN_COST = 80;
/** The sun that may still be missing for a plant, at leisure and in need. */
const CREDIT = 250;
const URGENT_CREDIT = 150;
/** How much better a plant must be to be worth saving up for in need. */
const URGENT_PATIENCE = 2.5;

/** The health of the zombies in a lane that is worth a blast before they are near. */
const CROWD = 1300;

type Cell = { row: number; col: number };

function plant(kind: PlantKind, { row, col }: Cell): Action {
  return { kind: "plant", plant: kind, row, col };
}

function put(
  world: World,
  kind: PlantKind,
  row: number,
  cols: readonly number[],
): Action | undefined {
  const col = cols.find((each) => canPlant(world, kind, { row, col: each }));
  return col === undefined ? undefined : plant(kind, { row, col });
}

function has(world: World, kind: PlantKind): boolean {
  return world.packets.some((packet) => packet.kind === kind);
}

/** Explodes something where zombies are close to the house, or close together. */
function rescue(world: World, lanes: readonly Lane[]): Action | undefined {
  let best: Lane | undefined;
  for (const lane of lanes) {
    if (lane.nearest > 4.5 || lane.lateness < 0) continue;
    if (!best || lane.threat > best.threat) best = lane;
  }
  if (best) {
    const col = colOf(best.nearest);
    const around = [col, col + 1, col - 1];
    return put(world, "popcorn", best.row, around) ??
      put(world, "dragonfruit", best.row, [...around, 2, 3, 4, 5, 6, 7, 8]);
  }
  const crowd =
    lanes.filter(({ threat, nearest, lateness }) => threat > CROWD && nearest < 7.5 && lateness > 0)
      .sort((a, b) => b.threat - a.threat)[0];
  if (!crowd) return undefined;
  const col = colOf(crowd.nearest);
  return put(world, "dragonfruit", crowd.row, [col, col + 1, 5, 4, 3, 2, 6, 7]) ??
    put(world, "popcorn", crowd.row, [col, col + 1]);
}

function addProducer(world: World, lanes: readonly Lane[]): Action | undefined {
  for (const col of PRODUCER_COLS) {
    const lane = lanes.find(({ row }) => isFree(world, { row, col }));
    if (lane) return put(world, "glowberry", lane.row, [col]);
  }
  return undefined;
}

/** How much a plant in a row would help: little where it is strong already. */
function gain(
  lanes: readonly Lane[],
  weights: readonly Ways[],
  at: { power: Ways; row: number; reach: number },
): number {
  let sum = 0;
  for (const [index, lane] of lanes.entries()) {
    if (Math.abs(lane.row - at.row) > at.reach) continue;
    for (let way = 0; way < 4; way++) {
      const weight = weights[index]![way]!;
      if (weight === 0) continue;
      const before = HALF_STRENGTH + lane.strengths[way]!;
      sum += weight * Math.log((before + at.power[way]!) / before);
    }
  }
  return sum;
}

/** What a player decides on: an act, or to save up for one. */
interface Choice {
  readonly action?: Action;
  readonly value: number;
}

const NOTHING: Choice = { value: 0 };

/** Finds the plant that helps most for its cost; saves up for a much better one that is nearly paid for. */
function reinforce(
  world: World,
  lanes: readonly Lane[],
  weights: readonly Ways[],
  urgent: boolean,
): Choice {
  const within = world.sun + (urgent ? URGENT_CREDIT : CREDIT);
  const purse = world.sun - (urgent ? 0 : reserveFor(world));
  let best = NOTHING;
  let paid = NOTHING;
  for (const packet of usefulPackets(world)) {
    const power = POWER[packet.kind]!;
    const { cost } = PLANTS[packet.kind];
    if (packet.wait > 30 || cost > within) continue;
    for (const lane of lanes) {
      const value = gain(lanes, weights, { power, row: lane.row, reach: reachOf(packet.kind) }) /
        (cost + TURN_COST);
      if (value <= paid.value) continue;
      const action = place(world, packet.kind, lane);
      if (!action) continue;
      if (value > best.value) best = { value };
      if (packet.wait <= 0 && cost <= purse) paid = { action, value };
    }
  }
  const patience = urgent ? URGENT_PATIENCE : 1;
  return best.value > patience * paid.value ? best : paid;
}

/** The sun to keep for a blast where no plant brings any. */
function reserveFor(world: World): number {
  if (has(world, "glowberry")) return 0;
  return has(world, "dragonfruit") ? PLANTS.dragonfruit.cost : 0;
}

/** The packets of plants that fight here by themselves. */
function usefulPackets(world: World): Packet[] {
  const day = levelIn(world).hour === "day";
  return world.packets.filter(({ kind }) => POWER[kind] && !(PLANTS[kind].nocturnal && day));
}

/** Where a lane has room for a plant. */
function place(world: World, kind: PlantKind, lane: Lane): Action | undefined {
  if (kind === "peanut" && isTrapped(lane)) return undefined;
  const cols = COLS_OF[kind] ?? SHOOTER_COLS;
  const col = cols.find((each) => isFree(world, { row: lane.row, col: each }));
  return col === undefined ? undefined : plant(kind, { row: lane.row, col });
}

function isTrapped(lane: Lane): boolean {
  return lane.plants.some(({ kind }) => kind === "peanut") || lane.nearest < 8.6;
}

function addWall(world: World, lanes: readonly Lane[]): Action | undefined {
  if (!has(world, "bamboo")) return undefined;
  const lane = lanes.find((each) =>
    !plantAt(world, each.row, WALL_COL) && each.nearest > WALL_COL + 0.6 &&
    (each.threat > 350 || each.zombies.some(({ kind, gifted }) => kind === "pole" && gifted))
  );
  return lane && put(world, "bamboo", lane.row, [WALL_COL]);
}

/** Holds up what walks towards a lane's plants faster than they can shoot it. */
function blockLane(world: World, lanes: readonly Lane[]): Action | undefined {
  if (!has(world, "bamboo")) return undefined;
  const late = lanes.filter(({ lateness }) => lateness > 0).sort((a, b) => b.lateness - a.lateness);
  for (const { row, plants, zombies } of late) {
    const walkers = zombies.filter(({ kind, mode }) =>
      kind !== "giant" && mode !== "fly" && mode !== "dig"
    );
    const nearest = Math.min(...walkers.map(({ x }) => x));
    const wall = plants.some(({ kind, col }) => kind === "bamboo" && col < nearest);
    if (nearest > 9 || nearest < 2.5 || wall) continue;
    const col = Math.min(WALL_COL, Math.floor(nearest - 0.6));
    const blocked = put(world, "bamboo", row, [col, col - 1]);
    if (blocked) return blocked;
  }
  return undefined;
}

/** Plants a doctor where it reaches the most plants that are shot at. */
function addDoctor(world: World, lanes: readonly Lane[]): Action | undefined {
  const level = levelIn(world);
  if (!has(world, "ginseng") || !level.zombies.some(([kind]) => kind === "slinger")) {
    return undefined;
  }
  const doctors = world.plants.filter(({ kind }) => kind === "ginseng");
  if (doctors.length >= lanes.length) return undefined;
  for (const { row } of lanes.filter(({ row }) => row % 2 === 1)) {
    const near = doctors.filter((doctor) => Math.abs(doctor.row - row) <= 1).length;
    if (near > 0) continue;
    const patients = world.plants.filter((each) =>
      Math.abs(each.row - row) <= 1 && each.col >= 2
    ).length;
    if (patients >= 2) return put(world, "ginseng", row, [3, 4, 2, 5]);
  }
  return undefined;
}

/** What a plant is worth against what comes. */
function worth(kind: PlantKind, weights: Ways): number {
  const power = POWER[kind] ?? [0, 0, 0, 0];
  return power.reduce((sum, each, way) => sum + each * weights[way]!, 0);
}

/** Digs up the weakest shooter of a full lane where there is sun for a much better one. */
function makeRoom(
  world: World,
  lanes: readonly Lane[],
  weights: readonly Ways[],
  spare: number,
): Action | undefined {
  for (const [at, { row, plants }] of lanes.entries()) {
    if (weights[at]!.every((weight) => weight === 0)) continue;
    if (SHOOTER_COLS.some((col) => isFree(world, { row, col }))) continue;
    const shooters = plants.filter(({ kind, col }) => col < WALL_COL && !isKept(kind));
    const ready = usefulPackets(world).filter(({ kind, wait }) =>
      wait <= 0 && !COLS_OF[kind] && PLANTS[kind].cost + spare <= world.sun
    );
    for (const { kind } of ready) {
      const better = worth(kind, weights[at]!);
      const weak = shooters.find((each) => worth(each.kind, weights[at]!) * 2 < better);
      if (weak) return { kind: "dig", row, col: weak.col };
    }
  }
  return undefined;
}

function isKept(kind: PlantKind): boolean {
  return kind === "glowberry" || kind === "bamboo" || kind === "ginseng";
}

/** Chooses what to do on the lawn now; at most one thing. */
export function planAction(world: World): Action | undefined {
  const lanes = surveyLanes(world);
  const level = levelIn(world);
  const growing = world.plants.filter((plant) => plant.kind === "glowberry").length;
  const grown = !has(world, "glowberry") || growing >= lanes.length * PRODUCER_COLS.length;
  const late = lanes.some((lane) => lane.lateness > 0);
  const urgent = lanes.map(({ threats, lateness }) =>
    threats.map((threat) => lateness > -2 ? threat * Math.min(20, lateness + 4) : 0) as Ways
  );
  const rescued = rescue(world, lanes);
  if (rescued) return rescued;
  if (urgent.some((ways) => ways.some((weight) => weight > 0))) {
    const defence = reinforce(world, lanes, urgent, true);
    if (defence.action) return defence.action;
    if (defence.value > 0) return blockLane(world, lanes);
    const room = makeRoom(world, lanes, urgent, 0);
    if (room) return room;
  }
  const block = blockLane(world, lanes);
  if (block) return block;
  if (!late) {
    const wall = addWall(world, lanes) ?? addDoctor(world, lanes);
    if (wall) return wall;
  }
  if (!grown && !(late && growing >= lanes.length)) {
    const producer = addProducer(world, lanes);
    if (producer) return producer;
  }
  // Half-grown, it saves for producers; but what hides, flies or digs needs its answer before it is there.
  if (late || (!grown && growing < lanes.length)) return undefined;
  const expected = expectedWays(level, world.wave);
  return reinforce(world, lanes, lanes.map(() => expected), false).action ??
    makeRoom(world, lanes, lanes.map(({ threat }) => threat > 0 ? [0, 0, 0, 0] : expected), 150);
}
