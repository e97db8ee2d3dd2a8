// Sets classes on the body that tell every game's style about the player.

import { wantsCalmMotion } from "./motion.ts";
import { onSettingsChange } from "./settings.ts";

/** Sets the class `by-keys` while the player uses keys, so that only then the focus is visible. */
export function followInputKind(): void {
  const byKeys = (on: boolean) => () => void document.body.classList.toggle("by-keys", on);
  document.addEventListener("keydown", byKeys(true), { capture: true });
  document.addEventListener("pointerdown", byKeys(false), { capture: true });
}

/** Sets the class `calm` while the player or the system wants little motion. */
export function followCalmMotion(): void {
  const follow = () => document.body.classList.toggle("calm", wantsCalmMotion());
  follow();
  onSettingsChange(follow);
  matchMedia("(prefers-reduced-motion: reduce)").addEventListener("change", follow);
}
