import { type Action, applyAction, type Extras, isFree } from "../rules/actions.ts";
import {
  COLS,
  PLANT_KINDS,
  type PlantKind,
  ROWS,
  seconds,
  type ZombieKind,
} from "../rules/kinds.ts";
import { rollBelow } from "../rules/random.ts";
import { addZombie } from "../rules/waves.ts";
import { createWorld, SUN_LIMIT, tell, type World } from "../rules/world.ts";
import { endGame, putPlant, quietLevel } from "./ground.ts";

/** A cell of the lawn. */
export interface Cell {
  readonly row: number;
  readonly col: number;
}

/** The first column with beds, and how many zombies sleep below them. */
const FIRST_COL = 2;
export const SLEEPERS = 7;
/** So many make such a noise that all others wake up. */
export const NOISE = 3;
const KINDS: readonly ZombieKind[] = ["hopper", "hat", "hopper", "pole", "hopper", "wok", "imp"];
const PACKETS: readonly PlantKind[] = ["lotus", "bamboo", "peanut", "popcorn"];
const SUN_PER_BED = 5;
const SLEEPER_POINTS = 100;
const BED_POINTS = 10;
/** A point is lost for each second beyond which a quick digger would need. */
const QUICK_SECONDS = 180;

/** The number of a cell. */
export function numberOf({ row, col }: Cell): number {
  return row * COLS + col;
}

function cellsAround({ row, col }: Cell): Cell[] {
  const cells: Cell[] = [];
  for (let r = row - 1; r <= row + 1; r++) {
    for (let c = col - 1; c <= col + 1; c++) {
      const isHere = r === row && c === col;
      if (!isHere && r >= 0 && r < ROWS && c >= FIRST_COL && c < COLS) {
        cells.push({ row: r, col: c });
      }
    }
  }
  return cells;
}

/** Let them sleep: each bed that is dug up tells how many sleep in the eight beds around. */
export class Sleepers {
  readonly world: World;
  readonly extras: Extras;
  /** The beds that nobody has dug up, by number. */
  readonly covered = new Set<number>();
  /** The beds with a sign on them. */
  readonly signs = new Set<number>();
  /** Who sleeps where; empty until the first bed has been dug up. */
  readonly sleeping = new Map<number, ZombieKind>();
  woken = 0;
  /** How often the player has dug. */
  digs = 0;
  #dug = 0;

  constructor(seed: number) {
    this.world = createWorld({
      level: quietLevel("day", { startSun: 150 }),
      seed,
      plants: PACKETS,
    });
    this.world.roosters = this.world.roosters.filter(({ row }) => row % 2 === 0);
    this.world.skySunWait = Infinity;
    for (const packet of this.world.packets) packet.wait = 0;
    for (let row = 0; row < ROWS; row++) {
      putPlant(this.world, { kind: "lotus", row, col: 0 });
      for (let col = FIRST_COL; col < COLS; col++) this.covered.add(numberOf({ row, col }));
    }
    this.extras = {
      dig: (_, values) => this.#act(values, (cell) => this.#dig(cell)),
      sign: (_, values) => this.#act(values, (cell) => this.#sign(cell)),
      sow: (_, values) => this.#act(values, (cell) => this.#sow(values[0], cell)),
    };
  }

  /** It is won once all beds are dug up and nobody who woke is left. */
  step(): void {
    if (this.bedsLeft === 0 && this.world.zombies.length === 0) endGame(this.world, "won");
  }

  /** How many sleep in the beds around a cell. */
  countAround(cell: Cell): number {
    return cellsAround(cell).filter((each) => this.sleeping.has(numberOf(each))).length;
  }

  /** The beds around a cell that are still covered. */
  coveredAround(cell: Cell): Cell[] {
    return cellsAround(cell).filter((each) => this.covered.has(numberOf(each)));
  }

  /** The beds that are left to dig up. */
  get bedsLeft(): number {
    return this.sleeping.size + this.woken === 0
      ? this.covered.size - SLEEPERS
      : [...this.covered].filter((number) => !this.sleeping.has(number)).length;
  }

  get points(): number {
    const late = Math.max(0, Math.round(this.world.tick / seconds(1)) - QUICK_SECONDS);
    const won = this.world.outcome === "won" ? (SLEEPERS - this.woken) * SLEEPER_POINTS - late : 0;
    return Math.max(0, won) + this.#dug * BED_POINTS;
  }

  /** 0 to 3, by how many still sleep. */
  get stars(): number {
    if (this.world.outcome !== "won") return 0;
    return this.woken === 0 ? 3 : this.woken <= 2 ? 2 : 1;
  }

  #act(values: readonly (string | number)[], act: (cell: Cell) => boolean): boolean {
    const [, row, x] = values;
    if (typeof row !== "number" || typeof x !== "number") return false;
    return act({ row, col: Math.floor(x) });
  }

  #sow(kind: string | number | undefined, cell: Cell): boolean {
    const plant = PLANT_KINDS.find((each) => each === kind);
    if (!plant || this.covered.has(numberOf(cell))) {
      tell(this.world, { kind: "refused", x: cell.col + 0.5, row: cell.row });
      return false;
    }
    const action: Action = { kind: "plant", plant, ...cell };
    return isFree(this.world, cell) && applyAction(this.world, action);
  }

  #sign(cell: Cell): boolean {
    const number = numberOf(cell);
    if (!this.covered.has(number)) return false;
    if (!this.signs.delete(number)) this.signs.add(number);
    return true;
  }

  #dig(cell: Cell): boolean {
    const number = numberOf(cell);
    if (!this.covered.has(number) || this.signs.has(number)) return false;
    if (this.sleeping.size + this.woken === 0) this.#layDown(cell);
    this.digs++;
    const kind = this.sleeping.get(number);
    if (kind) this.#wake(cell, kind);
    else this.#uncover(cell);
    return true;
  }

  /** Lays the zombies down where they are not next to the first bed. */
  #layDown(first: Cell): void {
    const near = new Set([first, ...cellsAround(first)].map(numberOf));
    const beds = [...this.covered].filter((number) => !near.has(number));
    for (const kind of KINDS) {
      const [bed] = beds.splice(rollBelow(this.world, beds.length), 1);
      this.sleeping.set(bed!, kind);
    }
  }

  #wake(cell: Cell, kind: ZombieKind): void {
    this.#getUp(cell, kind);
    if (this.woken < NOISE) return;
    for (const [number, other] of [...this.sleeping]) {
      this.#getUp({ row: Math.floor(number / COLS), col: number % COLS }, other);
    }
  }

  #getUp(cell: Cell, kind: ZombieKind): void {
    const { world } = this;
    this.covered.delete(numberOf(cell));
    this.signs.delete(numberOf(cell));
    this.sleeping.delete(numberOf(cell));
    this.woken++;
    const x = cell.col + 0.6;
    const { id } = addZombie(world, kind, { row: cell.row, x });
    tell(world, { kind: "arrived", what: kind, id, x, row: cell.row });
    tell(world, { kind: "smashed", id, x, row: cell.row });
  }

  /** Uncovers a bed, and the beds around it if nobody sleeps there. */
  #uncover(cell: Cell): void {
    const { world } = this;
    const left = [cell];
    for (let next = left.pop(); next; next = left.pop()) {
      const number = numberOf(next);
      if (!this.covered.delete(number)) continue;
      this.signs.delete(number);
      this.#dug++;
      world.sun = Math.min(SUN_LIMIT, world.sun + SUN_PER_BED);
      tell(world, { kind: "dug", x: next.col + 0.5, row: next.row });
      if (this.countAround(next) === 0) left.push(...this.coveredAround(next));
    }
  }
}
