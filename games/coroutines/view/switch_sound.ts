// A note for each switch, by who goes on.

import { pitch, Sound } from "../../kit/sound.ts";
import type { View } from "../trace/moment.ts";

/** The sound of a run. */
export class SwitchSound {
  readonly #sound = new Sound();

  /** Plays a note where a step has led to another coroutine or task. */
  play(before: View, now: View): void {
    if (now.position !== before.position + 1 || now.actor === before.actor) return;
    const frequency = pitch(now.actor * 2);
    this.#sound.tone({ frequency, wave: "sine", gain: 0.16, decayMs: 170 });
  }
}
