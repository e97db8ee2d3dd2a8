import { poseZombie, type ZombieLook } from "../art/zombie_poses.ts";
import { clamp, easeIn, easeOut } from "../kit/motion.ts";
import type { Pen } from "./pen.ts";

/** A bit that flies and fades. */
export interface Bit {
  readonly part: string;
  x: number;
  y: number;
  vx: number;
  vy: number;
  readonly gravity: number;
  turn: number;
  readonly spin: number;
  readonly size: number;
  /** How it changes: grows to this many times its size. @default 1 */
  readonly growth?: number;
  readonly lifeMs: number;
  ageMs: number;
}

/** A zombie that has fallen and fades. */
interface Farewell {
  readonly look: ZombieLook;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Burnt by a blast: it stands black for a breath, then crumbles. */
  readonly charred: boolean;
  ageMs: number;
}

/** Something that flies to where it is counted. */
interface Flight {
  readonly part: string;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  ageMs: number;
  readonly onEnd: () => void;
}

/** A ring that opens. */
interface Ring {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: string;
  ageMs: number;
}

const MOST_BITS = 220;
const FAREWELL_MS = 750;
const FLIGHT_MS = 480;
const RING_MS = 420;

/** All that only pleases the eye. It has no part in the rules. */
export class Effects {
  #bits: Bit[] = [];
  #farewells: Farewell[] = [];
  #flights: Flight[] = [];
  #rings: Ring[] = [];
  #shake = 0;
  /** Whether the player asked for less motion. */
  calm = false;

  /** Throws bits about a place. */
  burst(
    parts: readonly string[],
    at: { x: number; y: number },
    look: { count: number; speed: number; size: number; gravity?: number; lifeMs?: number },
  ): void {
    const count = this.calm ? Math.ceil(look.count / 3) : look.count;
    for (let done = 0; done < count && this.#bits.length < MOST_BITS; done++) {
      const turn = Math.random() * Math.PI * 2;
      const speed = look.speed * (0.4 + Math.random() * 0.6);
      this.#bits.push({
        part: parts[done % parts.length]!,
        x: at.x,
        y: at.y,
        vx: Math.cos(turn) * speed,
        vy: Math.sin(turn) * speed - look.speed * 0.4,
        gravity: look.gravity ?? 700,
        turn,
        spin: (Math.random() - 0.5) * 8,
        size: look.size * (0.7 + Math.random() * 0.6),
        lifeMs: (look.lifeMs ?? 600) * (0.7 + Math.random() * 0.6),
        ageMs: 0,
      });
    }
  }

  /** A soft cloud that rises and spreads. */
  puff(at: { x: number; y: number }, size: number, count = 3): void {
    for (let done = 0; done < count && this.#bits.length < MOST_BITS; done++) {
      this.#bits.push({
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

  /** A zombie's last bow. */
  farewell(
    look: ZombieLook,
    at: { x: number; y: number; scale: number; charred: boolean },
  ): void {
    if (this.#farewells.length < 40) this.#farewells.push({ look, ...at, ageMs: 0 });
  }

  /** Throws one thing up in an arc: a hat knocked off, a paper strip that comes loose. */
  toss(part: string, at: { x: number; y: number; size: number; calm?: boolean }): void {
    if (this.#bits.length >= MOST_BITS) return;
    this.#bits.push({
      part,
      x: at.x,
      y: at.y,
      vx: at.calm ? -20 : 90 + Math.random() * 70,
      vy: at.calm ? -90 : -260,
      gravity: at.calm ? -40 : 760,
      turn: 0,
      spin: at.calm ? 1.6 : 4 + Math.random() * 4,
      size: at.size,
      lifeMs: 900,
      ageMs: 0,
    });
  }

  /** Sends something to where it is counted. */
  fly(flight: Omit<Flight, "ageMs">): void {
    this.#flights.push({ ...flight, ageMs: 0 });
  }

  /** A ring that opens from a blow. */
  ring(at: { x: number; y: number }, radius: number, colour: string): void {
    if (this.#rings.length < 20) this.#rings.push({ ...at, radius, colour, ageMs: 0 });
  }

  /** Shakes the stage. */
  shake(strength: number): void {
    if (!this.calm) this.#shake = Math.max(this.#shake, strength);
  }

  /** Where the stage is shaken to now. */
  get offset(): { x: number; y: number } {
    if (this.#shake < 0.3) return { x: 0, y: 0 };
    return {
      x: (Math.random() - 0.5) * this.#shake,
      y: (Math.random() - 0.5) * this.#shake,
    };
  }

  /** How many things are in the air, for the memory test. */
  get count(): number {
    return this.#bits.length + this.#farewells.length + this.#flights.length + this.#rings.length;
  }

  update(ms: number): void {
    const seconds = ms / 1000;
    for (const bit of this.#bits) {
      bit.ageMs += ms;
      bit.vy += bit.gravity * seconds;
      bit.x += bit.vx * seconds;
      bit.y += bit.vy * seconds;
      bit.turn += bit.spin * seconds;
    }
    keep(this.#bits, ({ ageMs, lifeMs }) => ageMs < lifeMs);
    for (const farewell of this.#farewells) farewell.ageMs += ms;
    for (const flight of this.#flights) flight.ageMs += ms;
    for (const ring of this.#rings) ring.ageMs += ms;
    keep(this.#farewells, ({ ageMs }) => ageMs < FAREWELL_MS);
    keep(this.#rings, ({ ageMs }) => ageMs < RING_MS);
    const landed = this.#flights.filter(({ ageMs }) => ageMs >= FLIGHT_MS);
    this.#flights = this.#flights.filter(({ ageMs }) => ageMs < FLIGHT_MS);
    for (const flight of landed) flight.onEnd();
    this.#shake *= Math.exp(-seconds * 9);
  }

  /** Draws what belongs among the figures. */
  drawBits(pen: Pen): void {
    for (const farewell of this.#farewells) drawFarewell(pen, farewell);
    if (this.#rings.length > 0) pen.rest();
    for (const ring of this.#rings) drawRing(pen.g, ring);
    for (const bit of this.#bits) {
      const share = bit.ageMs / bit.lifeMs;
      const scale = bit.size * (1 + ((bit.growth ?? 1) - 1) * share);
      pen.stand({ x: bit.x, y: bit.y, scale, turn: bit.turn, alpha: 1 - share * share });
      pen.put(bit.part);
    }
  }

  /** Draws what flies above everything. */
  drawFlights(pen: Pen): void {
    for (const flight of this.#flights) {
      const share = easeIn(flight.ageMs / FLIGHT_MS);
      const x = flight.fromX + (flight.toX - flight.fromX) * share;
      const y = flight.fromY + (flight.toY - flight.fromY) * share;
      pen.stand({ x, y, scale: 1.15 - share * 0.5, alpha: 1 - share * 0.4 });
      pen.put(flight.part);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#bits = [];
    this.#farewells = [];
    this.#flights = [];
    this.#rings = [];
    this.#shake = 0;
  }
}

/** Takes out of a list what is over, in its order and in its place: it is done in every step. */
function keep<T>(things: T[], isOn: (thing: T) => boolean): void {
  let kept = 0;
  for (const thing of things) if (isOn(thing)) things[kept++] = thing;
  things.length = kept;
}

/** Falls over backwards and fades upwards; or crumbles where it was burnt. */
function drawFarewell(pen: Pen, { look, x, y, scale, charred, ageMs }: Farewell): void {
  const share = ageMs / FAREWELL_MS;
  if (charred) {
    const fall = easeIn(clamp((share - 0.4) / 0.6));
    const squash = { sx: 1 + fall * 0.5, sy: 1 - fall * 0.85 };
    pen.stand({ x, y, scale, wash: "ash", alpha: 1 - fall, ...squash });
  } else {
    const tilt = easeOut(clamp(share * 1.8)) * 1.35;
    pen.stand({
      x: x + tilt * 10,
      y: y - easeIn(share) * 46,
      scale,
      turn: tilt,
      wash: share < 0.1 ? "flash" : "ghost",
      alpha: 1 - easeIn(share),
    });
  }
  poseZombie(pen, look);
}

function drawRing(g: CanvasRenderingContext2D, ring: Ring): void {
  const share = easeOut(ring.ageMs / RING_MS);
  g.globalAlpha = 1 - share;
  g.strokeStyle = ring.colour;
  g.lineWidth = 14 * (1 - share) + 1;
  g.beginPath();
  g.ellipse(ring.x, ring.y, ring.radius * share, ring.radius * share * 0.7, 0, 0, Math.PI * 2);
  g.stroke();
  g.globalAlpha = 1;
}
