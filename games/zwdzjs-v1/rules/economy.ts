import { COLS, seconds } from "./kinds.ts";
import { type Level, levelIn } from "./levels.ts";
import { PLANTS } from "./plants.ts";
import { roll, rollBelow } from "./random.ts";
import { type Packet, type Sun, SUN_LIMIT, takeId, tell, type World } from "./world.ts";

/** The value of a drop of sun. */
const SUN_AMOUNT = 25;
/** The time that a drop from the sky takes to land. */
export const SUN_FALL_TICKS = seconds(4);
/** The time after which a landed drop disappears. */
export const SUN_WAIT_TICKS = seconds(9);
const SKY_SUN_TICKS = seconds(7);

/** Adds a drop of sun to the lawn, or lets it fall there. */
export function addSun(world: World, at: Pick<Sun, "x" | "y" | "from">): void {
  const sun: Sun = { id: takeId(world), amount: SUN_AMOUNT, ...at, ticks: 0 };
  world.suns.push(sun);
  tell(world, { kind: "sunBorn", what: at.from, id: sun.id, x: sun.x, row: sun.y });
}

/** Whether sun falls from the sky: not at night, and not where there is no end of it. */
function hasSkySun(world: World, level: Level): boolean {
  return level.hour !== "night" && !world.allowances.endlessSun;
}

/** Makes one step of sun and packets. */
export function stepEconomy(world: World): void {
  const level = levelIn(world);
  if (hasSkySun(world, level) && --world.skySunWait <= 0) {
    world.skySunWait = SKY_SUN_TICKS + rollBelow(world, seconds(2));
    const row = level.rows[rollBelow(world, level.rows.length)]!;
    addSun(world, { x: 0.6 + roll(world) * (COLS - 1.6), y: row + 0.6, from: "sky" });
  }
  for (const sun of world.suns) sun.ticks++;
  world.suns = world.suns.filter((sun) => sun.ticks < lifetime(sun));
  for (const packet of world.packets) if (packet.wait > 0) packet.wait--;
  if (world.allowances.endlessSun) world.sun = SUN_LIMIT;
}

function lifetime(sun: Sun): number {
  return SUN_WAIT_TICKS + (sun.from === "sky" ? SUN_FALL_TICKS : 0);
}

/** Collects a drop; returns false where it is no longer there. */
export function collectSun(world: World, id: number): boolean {
  const sun = world.suns.find((drop) => drop.id === id);
  if (!sun) return false;
  world.suns = world.suns.filter((drop) => drop !== sun);
  world.sun = Math.min(SUN_LIMIT, world.sun + sun.amount);
  tell(world, { kind: "sunTaken", id, x: sun.x, row: sun.y });
  return true;
}

/** Whether a packet can be used now. */
export function isReady(world: World, packet: Packet): boolean {
  return packet.wait <= 0 && world.sun >= PLANTS[packet.kind].cost;
}

/** Pays for a packet and starts its recharge. */
export function spend(world: World, packet: Packet): void {
  world.sun -= world.allowances.endlessSun ? 0 : PLANTS[packet.kind].cost;
  packet.wait = world.allowances.noRecharge ? 0 : PLANTS[packet.kind].rechargeTicks;
}
