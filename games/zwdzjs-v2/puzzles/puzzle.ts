import type { Text } from "../../kit/language.ts";
import { type Action, applyAction, type Extras } from "../../zwdzjs-v1/rules/actions.ts";
import { removePlant } from "../../zwdzjs-v1/rules/damage.ts";
import { type PlantKind, seconds, type ZombieKind } from "../../zwdzjs-v1/rules/kinds.ts";
import type { Hour } from "../../zwdzjs-v1/rules/levels.ts";
import { PLANTS } from "../../zwdzjs-v1/rules/plants.ts";
import { createWorld, type Plant, plantAt, tell, type World } from "../../zwdzjs-v1/rules/world.ts";
import { type Planted, putPlant, quietLevel } from "../../zwdzjs-v1/fair/ground.ts";

/** A zombie to come: after so many seconds, in a row. */
export type Guest = readonly [afterSeconds: number, kind: ZombieKind, row: number];

/** A puzzle: a fixed lawn, fixed guests, and few things to hold it with. */
export interface Puzzle {
  readonly id: string;
  readonly name: Text;
  readonly task: Text;
  /** Shown after two losses. */
  readonly tip: Text;
  readonly hour: Hour;
  readonly rows: readonly number[];
  /** Infinity for endless sun. */
  readonly sun: number;
  /** The packets, each with how often it can be used. */
  readonly supply: readonly (readonly [PlantKind, number])[];
  readonly plants: readonly Planted[];
  /** The plants that must stay: the cells of some of `plants`. */
  readonly precious?: readonly { readonly row: number; readonly col: number }[];
  /** Whether the spade gives a plant back, to be used once more. */
  readonly movable?: true;
  readonly guests: readonly Guest[];
  /** The number of uses with which it is solved for three stars; of no meaning where plants move. */
  readonly par: number;
}

/** A puzzle that is being played. Its clock stands still until `begin`. */
export class PuzzleGame {
  readonly puzzle: Puzzle;
  readonly world: World;
  readonly extras: Extras;
  hasBegun = false;
  /** How often plants were put on the lawn. */
  uses = 0;
  /** The uses left of each packet. */
  readonly left: Map<PlantKind, number>;
  /** The plants that must stay. */
  readonly precious: readonly Plant[];
  #plan: readonly Planted[] = [];

  /** @param plan what stands there already, as if the player had put it there */
  constructor(puzzle: Puzzle, plan: readonly Planted[] = []) {
    this.puzzle = puzzle;
    this.left = new Map(puzzle.supply);
    this.world = makeWorld(puzzle);
    const cells = puzzle.precious ?? [];
    this.precious = cells.map(({ row, col }) => plantAt(this.world, row, col)!);
    this.extras = {
      sow: (_, values) => this.#sow(values),
      unearth: (_, values) => this.#unearth(values),
      begin: () => this.#begin(),
    };
    for (const { kind, row, col } of plan) this.#sow([kind, row, col]);
    this.world.happenings.length = 0;
  }

  /** What the player had put on the lawn when the guests were let in, or has until then. */
  get plan(): readonly Planted[] {
    if (this.hasBegun) return this.#plan;
    return this.world.plants
      .filter(({ kind, row, col }) => !isPartOf(this.puzzle, { kind, row, col }))
      .map(({ kind, row, col }) => ({ kind, row, col }));
  }

  /** Makes one step of the puzzle's own rules, after the garden's. */
  step(): void {
    const { world } = this;
    const lost = this.precious.find((plant) => !world.plants.includes(plant));
    if (lost) return this.#end("lost", { x: lost.col + 0.5, row: lost.row });
    if (world.zombies.length === 0 && world.arrivals.length === 0) this.#end("won");
  }

  /** 0 to 3: three for no more uses than needed, or where plants move, for none lost; two for up to two more. */
  get stars(): number {
    if (this.world.outcome !== "won") return 0;
    const { movable, par } = this.puzzle;
    const surplus = movable ? this.world.plantsLost : this.uses - par;
    return surplus <= 0 ? 3 : surplus <= 2 ? 2 : 1;
  }

  #end(outcome: "won" | "lost", at: { x?: number; row?: number } = {}): void {
    this.world.outcome = outcome;
    tell(this.world, { kind: outcome, ...at });
  }

  #sow([kind, row, x]: readonly (string | number)[]): boolean {
    const [packet] = this.puzzle.supply.find(([each]) => each === kind) ?? [];
    if (!packet || typeof row !== "number" || typeof x !== "number") return false;
    const left = this.left.get(packet)!;
    const action: Action = { kind: "plant", plant: packet, row, col: Math.floor(x) };
    if (left < 1 || !applyAction(this.world, action)) return false;
    this.left.set(packet, left - 1);
    this.uses++;
    return true;
  }

  /** Takes a plant up that the player has put there, to be used elsewhere. */
  #unearth([, row, x]: readonly (string | number)[]): boolean {
    if (typeof row !== "number" || typeof x !== "number") return false;
    if (this.hasBegun && !this.puzzle.movable) return false;
    const plant = plantAt(this.world, row, Math.floor(x));
    const left = plant && this.left.get(plant.kind);
    if (!plant || left === undefined || this.precious.includes(plant)) return false;
    removePlant(this.world, plant);
    this.left.set(plant.kind, left + 1);
    this.uses--;
    if (this.world.sun < Infinity) this.world.sun += PLANTS[plant.kind].cost;
    tell(this.world, { kind: "dug", what: plant.kind, x: plant.col + 0.5, row });
    return true;
  }

  /** Lets the guests come. */
  #begin(): boolean {
    const { world, puzzle } = this;
    if (this.hasBegun) return false;
    this.#plan = this.plan;
    this.hasBegun = true;
    // A cold or hasty zombie's steps depend on whether the step's number is even: each game begins with an even one.
    world.tick += world.tick % 2;
    for (const [after, kind, row] of puzzle.guests) {
      world.arrivals.push({ kind, row, atTick: world.tick + seconds(after) });
    }
    tell(world, { kind: "wave", what: "huge" });
    return true;
  }
}

/** Whether a plant belongs to the puzzle itself. */
function isPartOf({ plants }: Puzzle, { row, col }: Planted): boolean {
  return plants.some((plant) => plant.row === row && plant.col === col);
}

function makeWorld(puzzle: Puzzle): World {
  const isEndless = puzzle.sun === Infinity;
  const level = quietLevel(puzzle.hour, {
    rows: puzzle.rows,
    startSun: isEndless ? 0 : puzzle.sun,
  });
  const world = createWorld({
    level,
    seed: 1,
    plants: puzzle.supply.map(([kind]) => kind),
    allowances: { endlessSun: isEndless, noRecharge: true },
  });
  world.roosters = [];
  world.skySunWait = Infinity;
  for (const plant of puzzle.plants) putPlant(world, plant);
  return world;
}
