import { buryZombies } from "./damage.ts";
import { stepEconomy } from "./economy.ts";
import { stepPlants } from "./plant_acts.ts";
import { stepRoosters } from "./roosters.ts";
import { stepShots } from "./shots.ts";
import { stepWaves } from "./waves.ts";
import type { World } from "./world.ts";
import { stepZombies } from "./zombie_acts.ts";

/**
 * Makes one step of a sixtieth of a second. The order is part of the rules: shots land before zombies move, and a
 * zombie that dies in this step can neither bite nor enter the house in it.
 */
export function step(world: World): void {
  if (world.outcome !== "playing") return;
  world.tick++;
  stepEconomy(world);
  stepPlants(world);
  stepShots(world);
  buryZombies(world);
  stepZombies(world);
  buryZombies(world);
  stepRoosters(world);
  buryZombies(world);
  if (world.outcome === "playing") stepWaves(world);
}
