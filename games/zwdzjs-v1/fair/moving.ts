import { type Extras, isFree } from "../rules/actions.ts";
import { type PlantKind, seconds } from "../rules/kinds.ts";
import { rollBelow } from "../rules/random.ts";
import { createWorld, plantAt, tell, type World } from "../rules/world.ts";
import { type Planted, putPlant, quietLevel } from "./ground.ts";

/** The waves of the game. */
const LEVEL = quietLevel("day", {
  zombies: [["hopper", 0], ["hat", 2, 1], ["pole", 4, 1], ["imp", 3, 0.7], ["dasher", 6, 0.5]],
  waves: 10,
  hugeEvery: 5,
  budget: 2,
  growth: 0.45,
  firstWaveSeconds: 8,
});

/** The household at the beginning: the van has put everybody down in one lane. */
const HOUSEHOLD: readonly Planted[] = [
  { kind: "lotus", row: 2, col: 0 },
  { kind: "lotus", row: 2, col: 1 },
  { kind: "mint", row: 2, col: 2 },
  { kind: "bamboo", row: 2, col: 3 },
];
/** What a neighbour brings. */
const GIFTS: readonly PlantKind[] = ["lotus", "lotus", "grape", "bamboo", "clover", "mint"];
/** The waves that bring a gift each: many at first, while there are fewer shooters than lanes. */
const GIFT_WAVES: readonly number[] = [1, 2, 3, 4, 5, 6, 8];
/** The patches, from the house on, where a gift is put down: further out it would be eaten before it is seen. */
const GIFT_COLS = 6;
/** How long a plant needs to find its feet after a move. */
const SETTLE_TICKS = seconds(0.7);
const WAVE_POINTS = 50;
const PLANT_POINTS = 100;

/** Moving day: nothing can be planted, but everything can be moved. */
export class MovingDay {
  readonly world: World;
  readonly extras: Extras;
  /** The plant in hand, by its id. */
  lifted: number | undefined;
  moves = 0;
  /** Whether the press that lifted a plant has not ended yet. */
  #isPressed = false;
  #gifts = 0;

  constructor(seed: number) {
    this.world = createWorld({ level: LEVEL, seed, plants: [] });
    this.world.skySunWait = Infinity;
    for (const plant of HOUSEHOLD) putPlant(this.world, plant);
    this.extras = {
      lift: (_, values) => this.#lift(values),
      touch: (_, values) => this.#touch(values),
    };
  }

  /** Makes one step of the game's own rules, after the garden's. */
  step(): void {
    const { world } = this;
    if (!world.plants.some(({ id }) => id === this.lifted)) this.lifted = undefined;
    if (world.wave > (GIFT_WAVES[this.#gifts] ?? Infinity)) this.#bringGift();
  }

  /** Takes the plant that is pressed in hand, so that it can be dragged. */
  #lift([, row, x]: readonly (string | number)[]): boolean {
    if (typeof row !== "number" || typeof x !== "number") return false;
    const there = plantAt(this.world, row, Math.floor(x));
    if (!there || there.id === this.lifted) return false;
    this.lifted = there.id;
    this.#isPressed = true;
    return true;
  }

  /** Ends a press, or is a tap of its own: takes a plant in hand, or sets it down in a free cell. */
  #touch([, row, x]: readonly (string | number)[]): boolean {
    if (typeof row !== "number" || typeof x !== "number") return false;
    const col = Math.floor(x);
    const there = plantAt(this.world, row, col);
    const endsPress = this.#isPressed;
    this.#isPressed = false;
    if (there) {
      if (!endsPress) this.lifted = there.id === this.lifted ? undefined : there.id;
      return true;
    }
    return this.#setDown(row, col);
  }

  #setDown(row: number, col: number): boolean {
    const { world } = this;
    const at = world.plants.findIndex(({ id }) => id === this.lifted);
    const plant = world.plants[at];
    if (!plant || !isFree(world, { row, col })) return false;
    tell(world, { kind: "dug", what: plant.kind, x: plant.col + 0.5, row: plant.row });
    const wait = Math.max(plant.wait, SETTLE_TICKS);
    world.plants[at] = { ...plant, row, col, wait, volley: 0, bornAt: world.tick };
    tell(world, { kind: "planted", what: plant.kind, x: col + 0.5, row });
    this.lifted = undefined;
    this.moves++;
    return true;
  }

  #bringGift(): void {
    const { world } = this;
    const kind = GIFTS[this.#gifts++ % GIFTS.length]!;
    const cells = Array.from({ length: GIFT_COLS }, (_, col) => ({ row: 2, col }))
      .filter((cell) => isFree(world, cell));
    if (cells.length === 0) return;
    const cell = cells[rollBelow(world, cells.length)]!;
    putPlant(world, { kind, ...cell });
    tell(world, { kind: "planted", what: kind, x: cell.col + 0.5, row: cell.row });
  }

  /** The points so far: for each wave, and at the end for each plant that is left. */
  get points(): number {
    const { wave, plants, outcome } = this.world;
    return Math.max(0, wave - 1) * WAVE_POINTS +
      (outcome === "won" ? plants.length * PLANT_POINTS : 0);
  }

  /** 0 to 3: one for holding out, one for all roosters asleep, one for at most one plant lost. */
  get stars(): number {
    const { outcome, roosters, plantsLost } = this.world;
    if (outcome !== "won") return 0;
    return 1 + (roosters.every(({ state }) => state === "ready") ? 1 : 0) +
      (plantsLost <= 1 ? 1 : 0);
  }
}
