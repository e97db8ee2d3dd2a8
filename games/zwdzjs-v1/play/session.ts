import type { Edition } from "../edition.ts";
import { type Action, applyAction, type Held } from "../rules/actions.ts";
import type { PlantKind } from "../rules/kinds.ts";
import { step } from "../rules/step.ts";
import { createWorld, type Happening, type World } from "../rules/world.ts";

/** The number of steps for which the garden is shown after the end, before the screen of the ending. */
const ENDING_STEPS = 100;

/** A running game: its world, the held item, and the events since the last call. */
export class Session {
  readonly world: World;
  readonly edition: Edition;
  /** Whether it is the demonstration behind the title. */
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

  /** Starts a level. */
  static begin(
    edition: Edition,
    start: { level: number; seed: number; plants: readonly PlantKind[] },
  ): Session {
    const world = createWorld({ ...start, allowances: edition.allowances });
    return new Session(edition, world);
  }

  /** Performs an action of the player. Returns whether it was possible. */
  act(action: Action): boolean {
    return applyAction(this.world, action, this.edition.extras);
  }

  /** Holds the game still for some steps. */
  holdStill(steps: number): void {
    this.#stillSteps = Math.max(this.#stillSteps, steps);
  }

  /** Makes one step. Returns true once, when the ending has been shown long enough. */
  step(): boolean {
    if (this.#stillSteps > 0) {
      this.#stillSteps--;
      return false;
    }
    if (this.world.outcome === "playing") {
      step(this.world);
      return false;
    }
    // After the end, only decoration moves.
    this.#endingSteps++;
    return this.#endingSteps === ENDING_STEPS;
  }

  /** Takes the events since the last call. */
  takeHappenings(): readonly Happening[] {
    return this.world.happenings.splice(0);
  }

  /** Uses the held item on a cell. Returns false where no item is held or the use is not possible. */
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
