import type { Extras } from "../rules/actions.ts";
import { hurtZombie, isAloft } from "../rules/damage.ts";
import { COLS, ROWS, seconds } from "../rules/kinds.ts";
import { createWorld, takeId, tell, type World, type Zombie } from "../rules/world.ts";
import { quietLevel } from "./ground.ts";

/** A wound-up rooster on its way. */
export interface Runner {
  readonly id: number;
  readonly isGolden: boolean;
  x: number;
  /** The row, between two of them while it crosses. */
  y: number;
  /** Rows a step, downwards. */
  slant: number;
  /** The zombies that it has knocked. */
  readonly knocked: number[];
}

/** The waves of the game. */
const LEVEL = quietLevel("day", {
  zombies: [["hopper", 0], ["imp", 2, 1], ["hat", 3, 1.4], ["dasher", 5, 1], ["wok", 7, 0.5]],
  waves: 10,
  hugeEvery: 5,
  budget: 3,
  growth: 2.6,
  firstWaveSeconds: 5,
});

const SPEED = 4.2 / 60;
const SLANT = 2.7 / 60;
const KNOCK = 300;
const GOLDEN_KNOCK = 1800;
const WIND_TICKS = seconds(3);
const MOST_ROOSTERS = 5;
/** Every so many knocks win a golden rooster. */
const KNOCKS_FOR_GOLD = 16;
const POINTS = 10;
const WIN_POINTS = 500;

/** Bowling with roosters: each knock sends a rooster into the next lane. */
export class Bowling {
  readonly world: World;
  readonly extras: Extras;
  runners: Runner[] = [];
  roosters = 3;
  golden = 1;
  /** The steps until the next rooster is wound up. */
  wait = WIND_TICKS;
  score = 0;
  knocks = 0;
  /** The most knocks of one rooster. */
  longest = 0;

  constructor(seed: number) {
    this.world = createWorld({ level: LEVEL, seed, plants: [] });
    this.world.roosters = [];
    this.world.skySunWait = Infinity;
    this.extras = {
      roll: (_, [what, row]) => typeof row === "number" && this.#roll(row, what === "golden"),
    };
  }

  /** The share of the winding that is left for the next rooster. */
  get winding(): number {
    return this.wait / WIND_TICKS;
  }

  /** The share of the knocks that are still missing for the next golden rooster. */
  get gilding(): number {
    return 1 - this.knocks % KNOCKS_FOR_GOLD / KNOCKS_FOR_GOLD;
  }

  /** Makes one step of the game's own rules, after the garden's. */
  step(): void {
    if (this.roosters < MOST_ROOSTERS && --this.wait <= 0) {
      this.roosters++;
      this.wait = WIND_TICKS;
    }
    for (const runner of this.runners) this.#run(runner);
    this.runners = this.runners.filter(({ x }) => x < COLS + 1);
  }

  #roll(row: number, isGolden: boolean): boolean {
    const { world } = this;
    if (!Number.isInteger(row) || row < 0 || row >= ROWS) return false;
    if ((isGolden ? this.golden : this.roosters) < 1) {
      tell(world, { kind: "refused" });
      return false;
    }
    if (isGolden) this.golden--;
    else this.roosters--;
    const id = takeId(world);
    this.runners.push({ id, isGolden, x: -0.4, y: row, slant: 0, knocked: [] });
    tell(world, { kind: "rooster", x: -0.4, row });
    return true;
  }

  #run(runner: Runner): void {
    runner.x += SPEED;
    runner.y += runner.slant;
    if (runner.y <= 0 || runner.y >= ROWS - 1) {
      runner.y = Math.min(ROWS - 1, Math.max(0, runner.y));
      runner.slant = -runner.slant;
    }
    for (const zombie of this.world.zombies) {
      if (zombie.health > 0 && this.#touches(runner, zombie)) this.#knock(runner, zombie);
    }
  }

  #touches(runner: Runner, zombie: Zombie): boolean {
    return Math.abs(zombie.x - runner.x) < 0.42 && Math.abs(zombie.row - runner.y) < 0.4 &&
      !isAloft(zombie) && !runner.knocked.includes(zombie.id);
  }

  #knock(runner: Runner, zombie: Zombie): void {
    const { world } = this;
    runner.knocked.push(zombie.id);
    this.knocks++;
    const count = runner.knocked.length;
    this.longest = Math.max(this.longest, count);
    this.score += POINTS * count;
    if (this.knocks % KNOCKS_FOR_GOLD === 0) this.golden++;
    const damage = runner.isGolden ? GOLDEN_KNOCK : KNOCK;
    hurtZombie(world, zombie, { damage, from: "above" });
    tell(world, { kind: "clang", x: zombie.x, row: zombie.row });
    if (!runner.isGolden) runner.slant = this.#aim(runner, zombie.row) * SLANT;
  }

  /** Chooses the side with the nearer zombie ahead; without one, away from the last side. */
  #aim(runner: Runner, row: number): number {
    const ahead =
      this.world.zombies.filter((zombie) =>
        zombie.x > runner.x && Math.abs(zombie.row - row) === 1 &&
        !runner.knocked.includes(zombie.id)
      ).sort((a, b) => a.x - b.x)[0];
    if (ahead) return Math.sign(ahead.row - row);
    if (row === 0) return 1;
    if (row === ROWS - 1) return -1;
    return runner.slant > 0 ? -1 : 1;
  }

  /** The points so far, with those for holding all waves. */
  get points(): number {
    return this.score + (this.world.outcome === "won" ? WIN_POINTS : 0);
  }

  /** 0 to 3, by the points. */
  get stars(): number {
    if (this.world.outcome !== "won") return 0;
    return this.points >= 5400 ? 3 : this.points >= 4900 ? 2 : 1;
  }
}
