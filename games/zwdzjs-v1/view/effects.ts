import type { StageBrush } from "../../kit/drawing/stage_brush.ts";
import { easeIn, easeOut } from "../../kit/motion.ts";
import type { ZombieKind } from "../rules/kinds.ts";
import type { Pen } from "./pen.ts";
import { reusedStance } from "./stance.ts";
import { fallenFigure } from "./zombie_looks.ts";
import { putBit } from "./thing_looks.ts";
import { drawFarewell, type Farewell, FAREWELL_MS } from "./farewell.ts";

/** A bit that flies and fades. */
interface Bit {
  part: string;
  x: number;
  y: number;
  vx: number;
  vy: number;
  gravity: number;
  turn: number;
  spin: number;
  size: number;
  /** The factor by which it grows. */
  growth: number;
  lifeMs: number;
  ageMs: number;
}

/** An item that flies to its counter. */
interface Flight {
  readonly part: string;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  ageMs: number;
  readonly onEnd: () => void;
}

/** A ring that grows. */
interface Ring {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: string;
  ageMs: number;
}

/** The most bits at once. */
export const MOST_BITS = 140;
/** The most bits of a blow or a bite; with hundreds of them, a few are enough. */
const SMALL_BURST = 4;
const FLIGHT_MS = 480;
const RING_MS = 420;

/** The reused stance of each bit. */
const stance = reusedStance();

/** All effects that are only decoration. They never reach the rules. */
export class Effects {
  /** The bits; only the first of them fly. Landed ones are reused, because new ones would soon be garbage. */
  #bits: Bit[] = [];
  #flying = 0;
  #farewells: Farewell[] = [];
  #flights: Flight[] = [];
  #rings: Ring[] = [];
  #shake = 0;
  /** Whether the player asked for reduced motion. */
  calm = false;

  /** Throws bits from a place. */
  burst(
    parts: readonly string[],
    at: { x: number; y: number },
    look: { count: number; speed: number; size: number; gravity?: number; lifeMs?: number },
  ): void {
    const count = this.#countOf(look.count);
    for (let done = 0; done < count; done++) {
      const turn = Math.random() * Math.PI * 2;
      const speed = look.speed * (0.4 + Math.random() * 0.6);
      this.#throw({
        part: parts[done % parts.length]!,
        x: at.x,
        y: at.y,
        vx: Math.cos(turn) * speed,
        vy: Math.sin(turn) * speed - look.speed * 0.4,
        gravity: look.gravity ?? 700,
        turn,
        spin: (Math.random() - 0.5) * 8,
        size: look.size * (0.7 + Math.random() * 0.6),
        growth: 1,
        lifeMs: (look.lifeMs ?? 600) * (0.7 + Math.random() * 0.6),
        ageMs: 0,
      });
    }
  }

  /** Shows a soft cloud that rises and spreads. */
  puff(at: { x: number; y: number }, size: number, count = 3): void {
    for (let done = 0; done < count; done++) {
      this.#throw({
        part: "puff",
        x: at.x + (Math.random() - 0.5) * 30 * size,
        y: at.y + (Math.random() - 0.5) * 12 * size,
        vx: (Math.random() - 0.5) * 60,
        vy: -20 - Math.random() * 40,
        gravity: 0,
        turn: Math.random() * 6,
        spin: (Math.random() - 0.5) * 2,
        size: size * (0.6 + Math.random() * 0.5),
        growth: 1.6,
        lifeMs: 450 + Math.random() * 250,
        ageMs: 0,
      });
    }
  }

  /** Shows a dead zombie's fall. */
  farewell(
    kind: ZombieKind,
    at: { x: number; y: number; scale: number; charred: boolean },
  ): void {
    if (this.#farewells.length >= 40) return;
    this.#farewells.push({ figure: fallenFigure(kind), ...at, ageMs: 0 });
  }

  /** Throws a thing up in an arc, such as a hat or a paper strip. */
  toss(part: string, at: { x: number; y: number; size: number; calm?: boolean }): void {
    this.#throw({
      part,
      x: at.x,
      y: at.y,
      vx: at.calm ? -20 : 90 + Math.random() * 70,
      vy: at.calm ? -90 : -260,
      gravity: at.calm ? -40 : 760,
      turn: 0,
      spin: at.calm ? 1.6 : 4 + Math.random() * 4,
      size: at.size,
      growth: 1,
      lifeMs: 900,
      ageMs: 0,
    });
  }

  /** The number of bits of a burst: the more are in the air, the fewer a small one throws. */
  #countOf(count: number): number {
    if (this.calm) return Math.ceil(count / 3);
    if (count > SMALL_BURST) return count;
    return Math.round(count * (1 - this.#flying / MOST_BITS));
  }

  #throw(bit: Bit): void {
    if (this.#flying >= MOST_BITS) return;
    const landed = this.#bits[this.#flying];
    if (landed) Object.assign(landed, bit);
    else this.#bits.push(bit);
    this.#flying++;
  }

  /** Sends an item to its counter. */
  fly(flight: Omit<Flight, "ageMs">): void {
    this.#flights.push({ ...flight, ageMs: 0 });
  }

  /** Shows a ring that grows from a blow. */
  ring(at: { x: number; y: number }, radius: number, colour: string): void {
    if (this.#rings.length < 20) this.#rings.push({ ...at, radius, colour, ageMs: 0 });
  }

  /** Shakes the stage. */
  shake(strength: number): void {
    if (!this.calm) this.#shake = Math.max(this.#shake, strength);
  }

  /** The current offset of the shaken stage. */
  get offset(): { x: number; y: number } {
    if (this.#shake < 0.3) return { x: 0, y: 0 };
    return {
      x: (Math.random() - 0.5) * this.#shake,
      y: (Math.random() - 0.5) * this.#shake,
    };
  }

  /** The number of things in the air. */
  get count(): number {
    return this.#flying + this.#farewells.length + this.#flights.length + this.#rings.length;
  }

  update(ms: number): void {
    this.#moveBits(ms);
    for (const farewell of this.#farewells) farewell.ageMs += ms;
    for (const flight of this.#flights) flight.ageMs += ms;
    for (const ring of this.#rings) ring.ageMs += ms;
    keep(this.#farewells, FAREWELL_MS);
    keep(this.#rings, RING_MS);
    this.#land();
    this.#shake *= Math.exp((-ms / 1000) * 9);
  }

  /** Moves flying bits, and puts landed ones behind them; the order of the others stays. */
  #moveBits(ms: number): void {
    const seconds = ms / 1000;
    const bits = this.#bits;
    let kept = 0;
    for (let at = 0; at < this.#flying; at++) {
      const bit = bits[at]!;
      bit.ageMs += ms;
      bit.vy += bit.gravity * seconds;
      bit.x += bit.vx * seconds;
      bit.y += bit.vy * seconds;
      bit.turn += bit.spin * seconds;
      if (bit.ageMs >= bit.lifeMs) continue;
      bits[at] = bits[kept]!;
      bits[kept++] = bit;
    }
    this.#flying = kept;
  }

  /** Reports flights that have arrived. */
  #land(): void {
    if (!this.#flights.some(isHome)) return;
    const landed = this.#flights.filter(isHome);
    this.#flights = this.#flights.filter((flight) => !isHome(flight));
    for (const flight of landed) flight.onEnd();
  }

  /** Draws the bits, among the figures. */
  drawBits(pen: Pen): void {
    for (const farewell of this.#farewells) drawFarewell(pen, farewell);
    if (this.#rings.length > 0) pen.rest();
    for (const ring of this.#rings) drawRing(pen.g, ring);
    for (let at = 0; at < this.#flying; at++) {
      const bit = this.#bits[at]!;
      const share = bit.ageMs / bit.lifeMs;
      stance.x = bit.x;
      stance.y = bit.y;
      stance.scale = bit.size * (1 + (bit.growth - 1) * share);
      stance.turn = bit.turn;
      stance.alpha = 1 - share * share;
      putBit(pen, bit.part, stance);
    }
  }

  /** Draws the flights, above everything. */
  drawFlights(pen: Pen): void {
    for (const flight of this.#flights) {
      const share = easeIn(flight.ageMs / FLIGHT_MS);
      const x = flight.fromX + (flight.toX - flight.fromX) * share;
      const y = flight.fromY + (flight.toY - flight.fromY) * share;
      pen.stand({ x, y, scale: 1.15 - share * 0.5, alpha: 1 - share * 0.4 });
      pen.put(flight.part);
    }
  }

  /** Removes all effects. */
  clear(): void {
    this.#flying = 0;
    this.#farewells = [];
    this.#flights = [];
    this.#rings = [];
    this.#shake = 0;
  }
}

function isHome({ ageMs }: Flight): boolean {
  return ageMs >= FLIGHT_MS;
}

/** Removes finished items from a list in place, because every step does it; the order of the others stays. */
function keep(things: { ageMs: number }[], lifeMs: number): void {
  let kept = 0;
  for (const thing of things) if (thing.ageMs < lifeMs) things[kept++] = thing;
  things.length = kept;
}

function drawRing(g: StageBrush, ring: Ring): void {
  const share = easeOut(ring.ageMs / RING_MS);
  g.globalAlpha = 1 - share;
  g.strokeStyle = ring.colour;
  g.lineWidth = 14 * (1 - share) + 1;
  g.beginPath();
  g.ellipse(ring.x, ring.y, ring.radius * share, ring.radius * share * 0.7, 0, 0, Math.PI * 2);
  g.stroke();
  g.globalAlpha = 1;
}
