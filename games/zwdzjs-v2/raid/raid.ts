import type { Extras } from "../../zwdzjs-v1/rules/actions.ts";
import { seconds } from "../../zwdzjs-v1/rules/kinds.ts";
import { addZombie, CROWD_LIMIT } from "../../zwdzjs-v1/rules/waves.ts";
import { createWorld, tell, type World } from "../../zwdzjs-v1/rules/world.ts";
import { ZOMBIES } from "../../zwdzjs-v1/rules/zombies.ts";
import { putPlant, quietLevel } from "../../zwdzjs-v1/fair/ground.ts";
import { tend } from "./gardener.ts";
import { PRICES, type RaidKind } from "./prices.ts";
import type { Stage } from "./stages.ts";

const MOON_STEP = 25;
const MOST_MOON = 1000;
/** The x at which zombies enter, and the x of the plates. */
const START_X = 9.4;
const PLATE_X = -0.35;
/** The shares of the night up to which a raid gives three and two stars. */
export const STAR_SHARES = [0.6, 0.8] as const;

/** A zombie that can be sent. */
export interface Ticket {
  readonly kind: RaidKind;
  readonly price: number;
  /** The steps until the next one. */
  wait: number;
  readonly waitTicks: number;
}

/** A night on the zombies' side. */
export class Raid {
  readonly stage: Stage;
  readonly world: World;
  readonly extras: Extras;
  readonly tickets: readonly Ticket[];
  /** The rows whose plate still stands. */
  readonly plates: Set<number>;
  moon: number;
  sent = 0;
  #lost = 0;

  constructor(stage: Stage, seed: number) {
    this.stage = stage;
    this.plates = new Set(stage.rows);
    this.moon = stage.moon;
    this.tickets = stage.zombies.map((kind) => {
      const [price, wait] = PRICES[kind];
      return { kind, price, wait: 0, waitTicks: seconds(wait) };
    });
    const { gardener } = stage;
    const level = quietLevel("night", { rows: stage.rows, startSun: gardener?.sun ?? 0 });
    this.world = createWorld({ level, seed, plants: gardener?.packets ?? [] });
    this.world.roosters = [];
    for (const plant of stage.plants) putPlant(this.world, plant);
    this.extras = { send: (_, values) => this.#send(values) };
  }

  get taken(): number {
    return this.stage.rows.length - this.plates.size;
  }

  /** The share of the night that is over. */
  get nightShare(): number {
    return Math.min(1, this.world.tick / seconds(this.stage.nightSeconds));
  }

  /** 0 to 3, by how early it was done. */
  get stars(): number {
    if (this.world.outcome !== "won") return 0;
    const [three, two] = STAR_SHARES;
    return this.nightShare <= three ? 3 : this.nightShare <= two ? 2 : 1;
  }

  /** Makes one step of the raid's own rules, after the garden's. */
  step(): void {
    const { world, stage } = this;
    this.#earn();
    for (const ticket of this.tickets) if (ticket.wait > 0) ticket.wait--;
    this.#reachPlates();
    const { gardener } = stage;
    if (gardener) {
      if (world.tick % seconds(gardener.sunSeconds) === 0) world.sun += MOON_STEP;
      if (world.tick % seconds(gardener.paceSeconds) === 0) tend(world);
    }
    // What glowberries give is the gardener's, and the raid counts its sun already.
    world.suns = [];
    if (this.taken >= stage.wanted) this.#end("won");
    else if (this.nightShare >= 1) this.#end("lost");
  }

  #end(outcome: "won" | "lost"): void {
    this.world.outcome = outcome;
    tell(this.world, { kind: outcome, x: 4.5, row: 2 });
  }

  /** Moonlight comes with time, and with each plant that is eaten. */
  #earn(): void {
    const { world, stage } = this;
    const eaten = world.plantsLost - this.#lost;
    this.#lost = world.plantsLost;
    const shone = world.tick % seconds(stage.moonSeconds) === 0 ? 1 : 0;
    this.moon = Math.min(MOST_MOON, this.moon + MOON_STEP * (eaten + shone));
  }

  #reachPlates(): void {
    const { world, plates } = this;
    const there = world.zombies.filter(({ x, health }) => x < PLATE_X && health > 0);
    if (there.length === 0) return;
    world.zombies = world.zombies.filter((zombie) => !there.includes(zombie));
    for (const { row, x } of there) {
      if (plates.delete(row)) tell(world, { kind: "armed", x, row });
      else this.moon += MOON_STEP;
    }
  }

  #send([kind, row]: readonly (string | number)[]): boolean {
    const { world } = this;
    const ticket = this.tickets.find((each) => each.kind === kind);
    if (!ticket || typeof row !== "number" || !this.stage.rows.includes(row)) return false;
    if (ticket.wait > 0 || ticket.price > this.moon) {
      tell(world, { kind: "refused", what: ticket.kind });
      return false;
    }
    if (world.zombies.length >= CROWD_LIMIT) return false;
    this.moon -= ticket.price;
    ticket.wait = ticket.waitTicks;
    this.sent++;
    const { id } = addZombie(world, ticket.kind, { row, x: START_X });
    const { pack = 1 } = ZOMBIES[ticket.kind];
    for (let more = 1; more < pack; more++) {
      addZombie(world, ticket.kind, { row, x: START_X + more * 0.4 });
    }
    tell(world, { kind: "arrived", what: ticket.kind, id, x: START_X, row });
    return true;
  }
}
