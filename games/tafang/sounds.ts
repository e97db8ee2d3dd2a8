// The sounds of the game: a short sound for each event.

import { pitch, type Sound, wobble } from "../kit/sound.ts";
import type { Stars } from "./rules/step.ts";
import type { Game, GameEvent } from "./rules/state.ts";
import type { TowerKind } from "./rules/towers_table.ts";

/** The least time between two equal sounds; sooner ones would only be noise. */
const LEAST_GAP_MS: Partial<Record<GameEvent["what"], number>> = {
  hit: 60,
  fire: 45,
  kill: 50,
  burst: 70,
  pulse: 90,
  chain: 90,
  pop: 60,
};

/** Plays the sound of each event. */
export class GameSounds {
  #sound: Sound;
  #lastMs = new Map<string, number>();
  #coinStep = 0;

  constructor(sound: Sound) {
    this.#sound = sound;
  }

  hear(event: GameEvent, game: Game): void {
    const gap = LEAST_GAP_MS[event.what];
    if (gap !== undefined && !this.#isDue(event.what, gap)) return;
    switch (event.what) {
      case "fire":
        this.#fire(event.tower.plan.kind);
        break;
      case "hit":
        this.#sound.noise({ frequency: wobble(900), decayMs: 40, gain: 0.08 });
        break;
      case "burst":
        this.#burst(event.by);
        break;
      case "chain":
        this.#sound.tone({
          frequency: wobble(1500),
          glideTo: 300,
          wave: "sawtooth",
          decayMs: 130,
          gain: 0.06,
        });
        break;
      case "pulse":
        this.#sound.noise({ frequency: 700, glideTo: 1700, decayMs: 130, gain: 0.1 });
        break;
      case "pop":
        this.#sound.tone({
          frequency: wobble(900),
          glideTo: 1500,
          wave: "sine",
          decayMs: 60,
          gain: 0.1,
        });
        break;
      case "kill":
        this.#kill(event.monster.plan.boss);
        break;
      default:
        this.#big(event, game);
    }
  }

  #big(event: GameEvent, game: Game): void {
    switch (event.what) {
      case "clear":
        this.#sound.noise({ frequency: 300, decayMs: 180, gain: 0.3 });
        this.#sound.melody([3, 5, 7], { gapMs: 70, gain: 0.16 });
        break;
      case "bite":
        this.#bite(game.carrot);
        break;
      case "build":
        this.#sound.tone({ frequency: 180, glideTo: 90, wave: "sine", decayMs: 120, gain: 0.4 });
        this.#sound.melody([4, 7], { gapMs: 60, gain: 0.16, delayMs: 40 });
        break;
      case "upgrade":
        this.#sound.melody([2, 4, 5, 7], { gapMs: 55, gain: 0.18 });
        break;
      case "sell":
      case "bonus":
        this.#sound.melody([7, 5], { gapMs: 60, gain: 0.16 });
        break;
      case "wave":
        this.#wave(event.boss !== undefined);
        break;
      case "stomp":
        this.#sound.tone({ frequency: 90, glideTo: 36, wave: "sine", decayMs: 300, gain: 0.6 });
        break;
      case "vanish":
        this.#sound.melody([9, 7, 5, 4], { gapMs: 45, gain: 0.08, wave: "sine" });
        break;
      case "call":
        this.#sound.melody([0, 0, 2], { gapMs: 90, gain: 0.12, wave: "sawtooth" });
        break;
      case "won":
        this.#sound.melody([0, 2, 4, 5, 7, 9, 10], { gapMs: 110, gain: 0.24, decayMs: 320 });
        break;
      case "lost":
        this.#sound.melody([4, 3, 1, 0, -2], { gapMs: 190, gain: 0.22, decayMs: 380 });
        break;
      default:
    }
  }

  #bite(carrotLeft: number): void {
    this.#sound.noise({ frequency: 1800, glideTo: 500, decayMs: 110, gain: 0.4 });
    this.#sound.tone({
      frequency: 300,
      glideTo: 120,
      wave: "square",
      decayMs: 240,
      gain: 0.14,
      delayMs: 60,
    });
    // With three bites left, an alarm that is heard over the fight.
    if (carrotLeft > 3) return;
    this.#sound.melody([9, 9], { gapMs: 140, gain: 0.14, wave: "square", delayMs: 200 });
  }

  /** Plays an arriving coin, each a step higher while they come fast. */
  coin(): void {
    this.#coinStep = this.#isDue("coins", 500) ? 0 : Math.min(9, this.#coinStep + 1);
    this.#sound.tone({
      frequency: pitch(7 + this.#coinStep),
      decayMs: 110,
      gain: 0.12,
      wave: "sine",
    });
  }

  /** Plays a bell for each star that lands on the panel, and a chord for the clover. */
  stars({ health, cleared }: Stars): void {
    for (let star = 0; star < health; star++) {
      this.#sound.melody([5 + star * 2, 7 + star * 2], {
        gapMs: 60,
        gain: 0.2,
        decayMs: 300,
        delayMs: 300 + star * 200,
      });
    }
    if (!cleared) return;
    this.#sound.melody([9, 11, 12], { gapMs: 50, gain: 0.14, wave: "sine", delayMs: 960 });
  }

  tickle(): void {
    this.#sound.melody([5, 8, 6, 9], { gapMs: 60, gain: 0.14, wave: "sine" });
  }

  mark(): void {
    this.#sound.melody([6, 9], { gapMs: 50, gain: 0.12, wave: "square", decayMs: 70 });
  }

  refuse(): void {
    this.#sound.melody([0, -2], { gapMs: 80, gain: 0.14, wave: "square", decayMs: 90 });
  }

  open(): void {
    this.#sound.tone({ frequency: pitch(5), decayMs: 80, gain: 0.12, wave: "sine" });
  }

  #isDue(what: string, gapMs: number): boolean {
    const nowMs = performance.now();
    const due = nowMs - (this.#lastMs.get(what) ?? -1e9) >= gapMs;
    if (due || what === "coins") this.#lastMs.set(what, nowMs);
    return due;
  }

  #fire(kind: TowerKind): void {
    const sound = this.#sound;
    switch (kind) {
      case "sling":
        sound.tone({ frequency: wobble(520), glideTo: 260, decayMs: 70, gain: 0.09 });
        break;
      case "frost":
        sound.noise({ frequency: 3600, glideTo: 1800, decayMs: 120, gain: 0.08 });
        break;
      case "mortar":
        sound.tone({ frequency: wobble(150), glideTo: 70, wave: "sine", decayMs: 150, gain: 0.3 });
        break;
      case "chili":
        sound.noise({ frequency: 800, glideTo: 2400, decayMs: 120, gain: 0.09 });
        break;
      case "ballista":
        sound.noise({ frequency: 2600, decayMs: 50, gain: 0.12 });
        sound.tone({ frequency: wobble(240), glideTo: 130, decayMs: 110, gain: 0.12 });
        break;
      case "beam":
        sound.tone({
          frequency: wobble(620),
          glideTo: 940,
          wave: "sine",
          decayMs: 220,
          gain: 0.07,
        });
        break;
      default:
    }
  }

  #burst(by: TowerKind): void {
    if (by === "mortar") {
      this.#sound.noise({ frequency: 220, filter: "lowpass", decayMs: 220, gain: 0.34 });
    } else if (by === "frost") {
      this.#sound.melody([12, 10], { gapMs: 40, gain: 0.05, wave: "sine", decayMs: 80 });
    } else this.#sound.noise({ frequency: 500, decayMs: 110, gain: 0.09 });
  }

  #kill(boss: boolean): void {
    if (boss) {
      this.#sound.noise({ frequency: 160, filter: "lowpass", decayMs: 500, gain: 0.3 });
      this.#sound.melody([0, 4, 7, 9, 12], { gapMs: 90, gain: 0.2, decayMs: 260 });
    } else {
      this.#sound.tone({
        frequency: wobble(420),
        glideTo: 900,
        wave: "sine",
        decayMs: 90,
        gain: 0.12,
      });
    }
  }

  #wave(boss: boolean): void {
    if (boss) {
      this.#sound.melody([-5, -5, -3, -5], {
        gapMs: 170,
        gain: 0.26,
        wave: "sawtooth",
        decayMs: 300,
      });
    } else this.#sound.melody([0, 4], { gapMs: 130, gain: 0.2, wave: "square", decayMs: 180 });
  }
}
