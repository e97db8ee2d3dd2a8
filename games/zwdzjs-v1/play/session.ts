import type { Edition } from "../edition.ts";
import { type Action, applyAction, type Held } from "../rules/actions.ts";
import type { PlantKind } from "../rules/kinds.ts";
import { step } from "../rules/step.ts";
import { createWorld, type Happening, type World } from "../rules/world.ts";

/** After the last blow the garden is looked at for this long before the screen says how it ended. */
const ENDING_STEPS = 100;

/** One game being played: the world, what is in hand, and what the rules told since last asked. */
export class Session {
  readonly world: World;
  readonly edition: Edition;
  /** Whether it plays by itself behind the title screen. */
  readonly isDemo: boolean;
  held: Held | undefined;
  cursor: { row: number; col: number } | undefined;
  #endingSteps = 0;
  #stillSteps = 0;

  constructor(edition: Edition, world: World, isDemo = false) {
    this.edition = edition;
    this.world = world;
    this.isDemo = isDemo;
  }

  /** Begins a level. */
  static begin(
    edition: Edition,
    start: { level: number; seed: number; plants: readonly PlantKind[] },
  ): Session {
    const world = createWorld({ ...start, allowances: edition.allowances });
    return new Session(edition, world);
  }

  /** Does something as the player. */
  act(action: Action): boolean {
    return applyAction(this.world, action, this.edition.extras);
  }

  /** Holds the game still for some steps. */
  holdStill(steps: number): void {
    this.#stillSteps = Math.max(this.#stillSteps, steps);
  }

  /** One step; true once, when the ending has been looked at long enough. */
  step(): boolean {
    if (this.#stillSteps > 0) {
      this.#stillSteps--;
      return false;
    }
    if (this.world.outcome === "playing") {
      step(this.world);
      return false;
    }
    // Nothing moves on after the end but what only pleases the eye.
    this.#endingSteps++;
    return this.#endingSteps === ENDING_STEPS;
  }

  /** What happened since this was last asked. */
  takeHappenings(): readonly Happening[] {
    return this.world.happenings.splice(0);
  }

  /** What the hand would do on a cell; false when there is nothing in hand or it cannot be done. */
  use(cell: { row: number; col: number }, x = cell.col + 0.5): boolean {
    const { held } = this;
    if (!held) return false;
    if (held.kind === "extra") {
      return this.act({ kind: "extra", name: held.name, values: [held.value, cell.row, x] });
    }
    const action: Action = held.kind === "spade"
      ? { kind: "dig", ...cell }
      : { kind: "plant", plant: held.plant, ...cell };
    const done = this.act(action);
    if (done) this.held = undefined;
    return done;
  }
}
