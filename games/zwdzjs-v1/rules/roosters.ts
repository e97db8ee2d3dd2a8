import { COLS } from "./kinds.ts";
import { tell, type World } from "./world.ts";

/** The speed of a dashing rooster in cells a step. */
const DASH_SPEED = 7 / 60;
/** The x at which a zombie wakes its lane's rooster; further left it is in the house. */
const WAKE_X = -0.2;
export const HOUSE_X = -0.75;

/** Moves a rooster along its lane, where it knocks over every zombie, even those in the air. */
function dash(world: World, rooster: World["roosters"][number]): void {
  rooster.x += DASH_SPEED;
  for (const zombie of world.zombies) {
    if (zombie.row === rooster.row && Math.abs(zombie.x - rooster.x) < 0.45) zombie.health = 0;
  }
  if (rooster.x > COLS + 0.8) rooster.state = "gone";
}

/** Makes one step of the roosters; a zombie that passes without a rooster in its lane loses the game. */
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
