import type { Bout } from "../bout.ts";
import type { Edition } from "../edition.ts";
import type { Contest } from "../hud/progress_bar.ts";
import { keyOfHeld, packetTray, type TrayContent, type TrayItem } from "../hud/tray_content.ts";
import { type Action, applyAction, type Held } from "../rules/actions.ts";
import { step } from "../rules/step.ts";
import { createWorld, type Happening, type Start, type World } from "../rules/world.ts";

/** The number of steps for which the garden is shown after the end, before the screen of the ending. */
const ENDING_STEPS = 100;

/** What a game has besides its world. */
interface More {
  readonly isDemo?: boolean;
  readonly bout?: Bout;
  readonly contest?: Contest;
}

/** A running game: its world, the held item, and the events since the last call. */
export class Session {
  readonly world: World;
  readonly edition: Edition;
  /** Whether it is the demonstration behind the title. */
  readonly isDemo: boolean;
  /** The rules of a game that is no plain garden. */
  readonly bout: Bout | undefined;
  /** What a garden without an end is played for. */
  readonly contest: Contest | undefined;
  held: Held | undefined;
  /** Whether the held item has been used since it was taken, and stayed in hand. */
  isHeldUsed = false;
  cursor: { row: number; col: number } | undefined;
  #endingSteps = 0;
  #stillSteps = 0;

  constructor(edition: Edition, world: World, more: More = {}) {
    this.edition = edition;
    this.world = world;
    this.isDemo = more.isDemo ?? false;
    this.bout = more.bout;
    this.contest = more.contest;
  }

  /** Starts a level. */
  static begin(
    edition: Edition,
    start: Omit<Start, "allowances">,
    more: More = {},
  ): Session {
    const world = createWorld({ ...start, allowances: edition.allowances });
    return new Session(edition, world, more);
  }

  /** Performs an action of the player. Returns whether it was possible. */
  act(action: Action): boolean {
    return applyAction(this.world, action, this.bout?.extras ?? this.edition.extras);
  }

  /** What can be taken in hand now. */
  tray(): TrayContent {
    return this.bout?.tray?.() ?? packetTray(this.world);
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
      this.#stepWorld();
      return false;
    }
    // After the end, only decoration moves.
    this.#endingSteps++;
    return this.#endingSteps === ENDING_STEPS;
  }

  #stepWorld(): void {
    // While a game waits for the player, only the leaves move.
    if (this.bout?.waits?.()) {
      this.world.tick++;
      return;
    }
    step(this.world);
    if (this.world.outcome === "playing") this.bout?.step?.();
  }

  /** Takes the events since the last call. */
  takeHappenings(): readonly Happening[] {
    return this.world.happenings.splice(0);
  }

  /** Acts on a press, where the game knows what to do with one. */
  press(cell: { row: number; col: number }, x: number): void {
    const action = this.held ? undefined : this.bout?.grab?.(cell, x);
    if (action) this.act(action);
  }

  /** Uses the held item on a cell. Returns false where no item is held or the use is not possible. */
  use(cell: { row: number; col: number }, x = cell.col + 0.5): boolean {
    const { held } = this;
    if (!held) {
      const action = this.bout?.tap?.(cell, x);
      return action !== undefined && this.act(action);
    }
    if (held.kind === "extra") {
      const done = this.act({ kind: "extra", name: held.name, values: [held.value, cell.row, x] });
      const item = this.#itemOf(held);
      if (this.bout && done && (!item || item.short || item.count === 0)) this.held = undefined;
      // What only has to wait a moment stays in hand, also where the player was too fast.
      this.isHeldUsed = this.held !== undefined && (done || (item?.wait ?? 0) > 0);
      return done;
    }
    const action: Action = held.kind === "spade"
      ? { kind: "dig", ...cell }
      : { kind: "plant", plant: held.plant, ...cell };
    const done = this.act(action);
    const { endlessSun, noRecharge } = this.world.allowances;
    // Where a packet neither costs anything nor has to wait, it would be taken again at once.
    const stays = held.kind === "packet" && endlessSun && noRecharge;
    if (done && !stays) this.held = undefined;
    this.isHeldUsed = done && stays;
    return done;
  }

  #itemOf(held: Held): TrayItem | undefined {
    return this.tray().items.find((each) => keyOfHeld(each.held) === keyOfHeld(held));
  }
}
