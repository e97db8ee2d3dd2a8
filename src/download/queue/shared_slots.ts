import { type RedisConnection, redisScript } from "../../redis/redis_connection.ts";
import type { Clock } from "../model/clock.ts";
import type { Slots } from "../host/host_slots.ts";
import { waitInLine } from "../host/wait_in_line.ts";

/** A slot whose holder has been silent for this long is free again. */
const LEASE_MS = 15_000;
/** A slot that is not used within this time goes back. */
const IDLE_MS = 100;
/** The first pause before asking a full origin again; it grows, so that a hundred waiting workers are no load. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 400;

/**
 * KEYS: slots, rest. ARGV: worker, limit, lease (ms), first number, wanted, 1 to ignore a rest, released, …. Returns
 * how many were given, and how long the origin still rests (ms).
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

/** KEYS: slots. ARGV: lease (ms), slot, …. */
const RENEW = redisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for at = 2, #ARGV do redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[at]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[1] * 2)`);

/** KEYS: rest. ARGV: how long (ms). The later end counts. */
const REST = redisScript(`
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
end
return 1`);

/** One worker's slots at an origin. */
interface Origin {
  /** Slots in use. */
  readonly used: string[];
  /** Slots that were given and are not in use yet. */
  readonly spare: string[];
  /** Slots to return with the next request. */
  readonly released: string[];
  readonly waiters: (() => void)[];
  wanted: number;
  restsUntilMs: number;
  isAsking: boolean;
  isPlanned: boolean;
  pauseMs: number;
}

/**
 * Connection slots of each origin, shared by all workers on one Redis, so that a hundred workers are as polite as
 * one: together they open no more connections than one may, and a Retry-After to one applies to all.
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

  /** @param options `limit` is the most connections of all workers to one origin */
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
    // A lost Redis gives out no slots either.
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

  /** Returns all slots. */
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

  /** Gathers everything from this turn of the event loop into one request. */
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
      // A job that still wants a slot asks again when it is woken.
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

  /** Returns the released slots and asks for the wanted ones. @returns the number given */
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
      // Redis is lost: the slots to return run out by themselves.
      return 0;
    }
  }

  #giveSpareBack(origin: string, place: Origin): void {
    if (place.spare.length === 0) return;
    place.released.push(...place.spare.splice(0));
    this.#plan(origin, place);
  }

  /** Forgets an idle origin, because a queue may have a million of them. */
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
