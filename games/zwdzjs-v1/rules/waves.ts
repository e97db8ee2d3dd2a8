import { COLS, seconds, type ZombieKind } from "./kinds.ts";
import { type Level, levelIn } from "./levels.ts";
import { PLANTS } from "./plants.ts";
import { rollBelow, rollWeighted } from "./random.ts";
import { type Arrival, type Mode, takeId, tell, type World, type Zombie } from "./world.ts";
import { DRUM_EVERY_TICKS, ZOMBIES } from "./zombies.ts";

/** The x at which zombies enter the board. */
export const ENTRANCE_X = COLS + 0.7;

const NEXT_WAVE_TICKS = seconds(26);
const EARLIEST_NEXT_TICKS = seconds(12);
const ANNOUNCE_TICKS = seconds(4);
/** The wait, and the time between two waves, in a calm level that has nothing more to wait for. */
const READY_TICKS = seconds(6);
/** The time between two zombies of one pack. */
const PACK_TICKS = seconds(0.7);
/** The share of the zombies that still comes to a player who has help. */
const HELPED_SHARE = 0.75;
const HUGE_FACTOR = 2.2;
/** The most zombies at once: more would be too much for a school tablet, and for any player. */
export const CROWD_LIMIT = 90;

/** Whether the wave with this number, from 1, is a huge one. */
export function isHuge(level: Level, wave: number): boolean {
  return wave === level.waves || wave % level.hugeEvery === 0;
}

/** The zombies that may come in a wave, by its number from 1, each with its weight. */
function guests(level: Level, wave: number): { kind: ZombieKind; weight: number }[] {
  return level.zombies.filter(([, from]) => wave > from).map(([kind, , weight]) => ({
    kind,
    weight: weight ?? (kind === "hopper" ? 2.4 : 4 / (ZOMBIES[kind].points + 2)),
  }));
}

/** Chooses a random lane; lanes with recent zombies are less likely. */
function pickRow(world: World, level: Level): number {
  const weights = level.rows.map((row) => {
    const age = world.lastRows.lastIndexOf(row);
    return age < 0 ? 6 : world.lastRows.length - age;
  });
  const row = level.rows[rollWeighted(world, weights)]!;
  world.lastRows.push(row);
  if (world.lastRows.length > 5) world.lastRows.shift();
  return row;
}

/** Spends a wave's points on zombies, expensive ones less often. */
function planWave(world: World, level: Level, wave: number): Arrival[] {
  const huge = isHuge(level, wave);
  let points = Math.max(1, Math.round(level.budget + level.growth * Math.max(0, wave - 2)));
  if (huge) points = level.calm ? points + 1 : Math.round(points * HUGE_FACTOR) + 2;
  if (world.helped) points = Math.max(1, Math.round(points * HELPED_SHARE));
  const invited = guests(level, wave);
  const arrivals: Arrival[] = [];
  const spread = huge ? seconds(0.5) : seconds(1.2);
  let turn = 0;
  const add = (kind: ZombieKind) => {
    const row = pickRow(world, level);
    const atTick = world.tick + turn++ * spread + rollBelow(world, seconds(0.6));
    const pack = ZOMBIES[kind].pack ?? 1;
    for (let one = 0; one < pack; one++) {
      arrivals.push({ kind, row, atTick: atTick + one * PACK_TICKS });
    }
  };
  if (huge) add("lantern");
  const debut = level.zombies.find(([kind, from]) => from > 0 && wave === from + 1 && kind);
  if (debut && ZOMBIES[debut[0]].points <= points + 2) {
    add(debut[0]);
    points -= ZOMBIES[debut[0]].points;
  }
  while (points > 0 && arrivals.length < CROWD_LIMIT) {
    const affordable = invited.filter(({ kind }) => ZOMBIES[kind].points <= points);
    const chosen = affordable[rollWeighted(world, affordable.map(({ weight }) => weight))];
    const kind = chosen?.kind ?? "hopper";
    add(kind);
    points -= ZOMBIES[kind].points;
  }
  return arrivals;
}

/** How those come that do not walk in. */
const FIRST_MODES: Partial<Record<ZombieKind, Mode>> = { kite: "fly", mole: "dig" };

/** Adds a zombie to the board. */
export function addZombie(world: World, kind: ZombieKind, at: { row: number; x: number }): Zombie {
  const stats = ZOMBIES[kind];
  const zombie: Zombie = {
    id: takeId(world),
    kind,
    row: at.row,
    x: at.x,
    health: stats.health,
    armour: stats.armour,
    mode: FIRST_MODES[kind] ?? "walk",
    modeTicks: 0,
    hopTicks: rollBelow(world, 30),
    drumWait: DRUM_EVERY_TICKS / 2,
    gifted: kind === "pole" || kind === "kite",
    chillTicks: 0,
    hasteTicks: 0,
    hurtAt: -999,
    bornAt: world.tick,
  };
  world.zombies.push(zombie);
  return zombie;
}

/** Starts the next wave now. */
export function startWave(world: World, level: Level): void {
  world.wave++;
  world.announced = false;
  world.waveWait = NEXT_WAVE_TICKS;
  world.arrivals.push(...planWave(world, level, world.wave));
  tell(world, { kind: "wave", what: isHuge(level, world.wave) ? "huge" : "small" });
}

/** The share of the wait for the next wave that has passed, 0 to 1. */
export function shareOfWait(world: World): number {
  const { waves, firstWaveSeconds } = levelIn(world);
  if (world.wave >= waves) return 0;
  const wait = world.wave === 0 ? seconds(firstWaveSeconds) : NEXT_WAVE_TICKS;
  return Math.min(1, Math.max(0, 1 - world.waveWait / wait));
}

/** Whether a level that waits for beginners need not wait: each of its lanes has a shooter. */
function isReadyEarly(world: World, level: Level): boolean {
  return level.calm === true &&
    level.rows.every((row) =>
      world.plants.some((plant) => plant.row === row && PLANTS[plant.kind].gun)
    );
}

/** Adds the zombies whose time has come. */
function letIn(world: World): void {
  if (!world.arrivals.length) return;
  world.arrivals = world.arrivals.filter((arrival) => {
    if (arrival.atTick > world.tick || world.zombies.length >= CROWD_LIMIT) return true;
    const { id } = addZombie(world, arrival.kind, { row: arrival.row, x: ENTRANCE_X });
    tell(world, { kind: "arrived", what: arrival.kind, id, x: ENTRANCE_X, row: arrival.row });
    return false;
  });
}

/** Makes one step of the waves; the death of the last wave's last zombie wins the level. */
export function stepWaves(world: World): void {
  const level = levelIn(world);
  letIn(world);
  const cleared = !world.zombies.length && !world.arrivals.length;
  if (world.wave >= level.waves) {
    if (cleared) {
      world.outcome = "won";
      tell(world, { kind: "won" });
    }
    return;
  }
  const isEarly = cleared && isReadyEarly(world, level);
  if (isEarly && world.wave === 0) world.waveWait = Math.min(world.waveWait, READY_TICKS);
  const waited = NEXT_WAVE_TICKS - world.waveWait;
  if (cleared && world.wave > 0 && waited > (isEarly ? READY_TICKS : EARLIEST_NEXT_TICKS)) {
    world.waveWait = Math.min(world.waveWait, isHuge(level, world.wave + 1) ? ANNOUNCE_TICKS : 1);
  }
  world.waveWait--;
  if (isHuge(level, world.wave + 1) && world.waveWait <= ANNOUNCE_TICKS && !world.announced) {
    world.announced = true;
    tell(world, { kind: "announced", what: world.wave + 1 === level.waves ? "final" : "huge" });
  }
  if (world.waveWait <= 0) startWave(world, level);
}
