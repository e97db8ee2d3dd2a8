import { COLS } from "./kinds.ts";
import { tell, type World } from "./world.ts";

/** Cells a step of a dashing rooster. */
const DASH_SPEED = 7 / 60;
/** A zombie this far left wakes its lane's rooster; further on, it is in the house. */
const WAKE_X = -0.2;
export const HOUSE_X = -0.75;

/** Dashes along its lane and bowls over everyone there, in the air or not. */
function dash(world: World, rooster: World["roosters"][number]): void {
  rooster.x += DASH_SPEED;
  for (const zombie of world.zombies) {
    if (zombie.row === rooster.row && Math.abs(zombie.x - rooster.x) < 0.45) zombie.health = 0;
  }
  if (rooster.x > COLS + 0.8) rooster.state = "gone";
}

/** One step of the last guards; a zombie that passes where none is left loses the game. */
export function stepRoosters(world: World): void {
  for (const rooster of world.roosters) {
    if (rooster.state === "dashing") dash(world, rooster);
    if (rooster.state !== "ready") continue;
    const woken = world.zombies.some((zombie) =>
      zombie.row === rooster.row && zombie.x < WAKE_X && zombie.health > 0
    );
    if (!woken) continue;
    rooster.state = "dashing";
    tell(world, { kind: "rooster", x: rooster.x, row: rooster.row });
  }
  const inside = world.zombies.find((zombie) => zombie.x < HOUSE_X && zombie.health > 0);
  if (!inside) return;
  world.outcome = "lost";
  tell(world, { kind: "lost", id: inside.id, x: inside.x, row: inside.row });
}
