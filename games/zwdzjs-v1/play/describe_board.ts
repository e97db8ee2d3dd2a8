import { say } from "../../kit/language.ts";
import type { World } from "../rules/world.ts";
import { WORDS } from "../texts/words.ts";

/** Describes the canvas in the page for screen readers. */
export function describeBoard(canvas: HTMLCanvasElement, world: World): void {
  const counts = {
    sun: world.sun,
    wave: world.wave,
    zombies: world.zombies.length,
    plants: world.plants.length,
  };
  canvas.setAttribute("aria-label", say(WORDS.board, counts));
  for (const [name, count] of Object.entries(counts)) canvas.dataset[name] = String(count);
  canvas.dataset.suns = String(world.suns.length);
  canvas.dataset.level = String(world.levelNumber);
  canvas.dataset.tick = String(world.tick);
}
