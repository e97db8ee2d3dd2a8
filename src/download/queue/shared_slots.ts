import { type RedisConnection, redisScript } from "../../redis/redis_connection.ts";
import type { Clock } from "../model/clock.ts";
import type { Slots } from "../host/host_slots.ts";
import { waitInLine } from "../host/wait_in_line.ts";

/** A slot whose holder has not been heard of for so long is free again. */
const LEASE_MS = 15_000;
/** A slot that came and that nobody took goes back after this. */
const IDLE_MS = 100;
/** How soon a full origin is asked for again; each time later, so that a hundred waiting workers are no load. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 400;

/**
 * slots, rest; who, limit, lease (ms), first number, wanted, 1 to come in spite of a rest, released, …
 * -> how many were given, how long the origin still rests (ms)
 */
const EXCHANGE = redisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for at = 7, #ARGV do redis.call('ZREM', KEYS[1], ARGV[at]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local rest, given = redis.call('PTTL', KEYS[2]), 0
if rest < 0 then rest = 0 end
if rest == 0 or ARGV[6] == '1' then
  for n = 0, ARGV[5] - 1 do redis.call('ZREM', KEYS[1], ARGV[1] .. ':' .. (ARGV[4] + n)) end
  given = math.max(0, math.min(ARGV[2] - redis.call('ZCARD', KEYS[1]), ARGV[5]))
  for n = 0, given - 1 do
    redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1] .. ':' .. (ARGV[4] + n))
  end
  if given > 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3] * 2) end
end
return { given, rest }`);

/** slots; lease (ms), slot, … */
const RENEW = redisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for at = 2, #ARGV do redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[at]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[1] * 2)`);

/** rest; how long (ms). A later end wins. */
const REST = redisScript(`
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
end
return 1`);

/** What one worker knows of an origin. */
interface Origin {
  /** Slots in use. */
  readonly used: string[];
  /** Slots that came and are not in use yet. */
  readonly spare: string[];
  /** Slots to give back with the next question. */
  readonly released: string[];
  readonly waiters: (() => void)[];
  wanted: number;
  restsUntilMs: number;
  isAsking: boolean;
  isPlanned: boolean;
  pauseMs: number;
}

/**
 * Places at each origin that all workers on one Redis share, so that a hundred of them are as polite to a server as
 * one: together they hold no more connections than one may, and a Retry-After that one was told holds for all.
 */
export class SharedSlots implements Slots {
  readonly #redis: RedisConnection;
  readonly #worker: string;
  readonly #limit: number;
  readonly #clock: Clock;
  readonly #origins = new Map<string, Origin>();
  readonly #random: () => number;
  #lastNumber = 0;
  #isClosed = false;
  #cancelRenewal: () => void;
  onFree: () => void = () => {};

  /** @param options `limit` is the most connections to one origin, all workers together */
  constructor(
    redis: RedisConnection,
    { worker, limit, clock, random = Math.random }: {
      worker: string;
      limit: number;
      clock: Clock;
      random?: () => number;
    },
  ) {
    this.#redis = redis;
    this.#worker = worker;
    this.#limit = limit;
    this.#clock = clock;
    this.#random = random;
    this.#cancelRenewal = clock.after(LEASE_MS / 3, () => this.#renew());
  }

  restsUntil(origin: string): number {
    return this.#origins.get(origin)?.restsUntilMs ?? 0;
  }

  rest(origin: string, untilMs: number): void {
    const place = this.#place(origin);
    place.restsUntilMs = Math.max(place.restsUntilMs, untilMs);
    const restMs = Math.ceil(untilMs - this.#clock.now());
    if (restMs <= 0) return;
    const key = `coplay:host:{${origin}}:rest`;
    // A Redis that is gone gives no slots either.
    this.#redis.runOnce(REST, [key], [restMs]).catch(() => {});
  }

  tryAcquire(origin: string, nowMs: number, wanted = 1): boolean {
    const place = this.#place(origin);
    if (nowMs < place.restsUntilMs) return false;
    const slot = place.spare.pop();
    if (slot !== undefined) {
      place.used.push(slot);
      return true;
    }
    const room = this.#limit - place.used.length;
    place.wanted = Math.min(place.wanted + 1, wanted, room);
    if (place.wanted > 0) this.#plan(origin, place);
    return false;
  }

  async acquire(origin: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const place = this.#place(origin);
    const turn = waitInLine(place.waiters, signal);
    this.#plan(origin, place);
    await turn;
  }

  release(origin: string): void {
    const place = this.#place(origin);
    const slot = place.used.shift();
    if (slot === undefined) return;
    const next = place.waiters.shift();
    if (next) {
      place.used.push(slot);
      next();
      return;
    }
    place.released.push(slot);
    this.#plan(origin, place);
    this.onFree();
  }

  /** Gives everything back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelRenewal();
    await Promise.all([...this.#origins].map(([origin, place]) => {
      place.released.push(...place.used.splice(0), ...place.spare.splice(0));
      place.wanted = 0;
      return place.released.length > 0 ? this.#exchange(origin, place) : undefined;
    }));
  }

  #place(origin: string): Origin {
    let place = this.#origins.get(origin);
    if (!place) {
      place = {
        used: [],
        spare: [],
        released: [],
        waiters: [],
        wanted: 0,
        restsUntilMs: 0,
        isAsking: false,
        isPlanned: false,
        pauseMs: FIRST_PAUSE_MS,
      };
      this.#origins.set(origin, place);
    }
    return place;
  }

  /** One question for all that happens in this turn of the event loop. */
  #plan(origin: string, place: Origin): void {
    if (place.isPlanned || place.isAsking || this.#isClosed) return;
    place.isPlanned = true;
    setTimeout(() => {
      place.isPlanned = false;
      void this.#ask(origin, place);
    }, 0);
  }

  async #ask(origin: string, place: Origin): Promise<void> {
    if (place.isAsking || this.#isClosed) return;
    place.isAsking = true;
    const wanted = place.waiters.length > 0 ? place.waiters.length : place.wanted;
    const given = await this.#exchange(origin, place);
    place.isAsking = false;
    while (place.spare.length > 0 && place.waiters.length > 0) {
      place.used.push(place.spare.pop()!);
      place.waiters.shift()!();
    }
    if (given >= wanted) {
      place.pauseMs = FIRST_PAUSE_MS;
      this.onFree();
    } else {
      // Whoever still wants one says so again when it is woken.
      if (given > 0 || place.restsUntilMs > this.#clock.now()) this.onFree();
      const pauseMs = place.pauseMs * (0.5 + this.#random());
      place.pauseMs = Math.min(LONGEST_PAUSE_MS, place.pauseMs * 2);
      this.#clock.after(pauseMs, () => {
        if (place.waiters.length > 0) this.#plan(origin, place);
        this.onFree();
      });
    }
    if (place.spare.length > 0) {
      this.#clock.after(IDLE_MS, () => this.#giveSpareBack(origin, place));
    }
    if (place.released.length > 0 || place.waiters.length > 0) this.#plan(origin, place);
    else this.#forget(origin, place);
  }

  /** Gives back what was released and asks for what is wanted. @returns how many came */
  async #exchange(origin: string, place: Origin): Promise<number> {
    const isMoved = place.waiters.length > 0;
    const wanted = isMoved ? place.waiters.length : place.wanted;
    const released = place.released.splice(0);
    place.wanted = 0;
    const first = this.#lastNumber + 1;
    this.#lastNumber += wanted;
    const keys = [`coplay:host:{${origin}}:slots`, `coplay:host:{${origin}}:rest`];
    const args = [this.#worker, this.#limit, LEASE_MS, first, wanted, isMoved ? 1 : 0];
    try {
      const reply = await this.#redis.runOnce(EXCHANGE, keys, [...args, ...released]);
      const [given, restMs] = reply as [number, number];
      for (let n = 0; n < given; n++) place.spare.push(`${this.#worker}:${first + n}`);
      if (restMs > 0) {
        place.restsUntilMs = Math.max(place.restsUntilMs, this.#clock.now() + restMs);
      }
      return given;
    } catch {
      // Redis is gone: what was to be given back runs out by itself.
      return 0;
    }
  }

  #giveSpareBack(origin: string, place: Origin): void {
    if (place.spare.length === 0) return;
    place.released.push(...place.spare.splice(0));
    this.#plan(origin, place);
  }

  /** An origin with nothing going on costs nothing, in a queue with a million of them. */
  #forget(origin: string, place: Origin): void {
    const isBusy = place.used.length + place.spare.length + place.wanted > 0 || place.isPlanned;
    if (!isBusy && place.restsUntilMs <= this.#clock.now()) this.#origins.delete(origin);
  }

  #renew(): void {
    for (const [origin, { used, spare }] of this.#origins) {
      if (used.length + spare.length === 0) continue;
      const key = `coplay:host:{${origin}}:slots`;
      this.#redis.runOnce(RENEW, [key], [LEASE_MS, ...used, ...spare]).catch(() => {});
    }
    if (!this.#isClosed) this.#cancelRenewal = this.#clock.after(LEASE_MS / 3, () => this.#renew());
  }
}
