import { CommandError } from "../../cli/errors.ts";
import { type RedisConnection, redisScript } from "../../redis/redis_connection.ts";
import type { LessonVersion } from "../live/lesson.ts";
import { OPEN as OPEN_LESSON } from "../live/lesson_state.ts";
import type { GameSwitch } from "../live/other_hosts.ts";
import type { TakenName } from "../live/taken_names.ts";
import type { HostReport, NamedPage, SharedState, SharedView } from "./shared_state.ts";

/** The version of the state's keys. A coplay that knows another version leaves the state alone. */
const STATE_VERSION = 1;

/** A host that has not reported for this long is gone. */
const ALIVE_MS = 4000;
/** How long a loaded page and a name are passed on: long enough for every host to look. */
const READY_MS = 5000;
/** How long a name stays taken away: for the day; and the most of them. */
const TAKEN_MS = 24 * 3600 * 1000;
const MAX_TAKEN = 200;

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** KEYS: version, run. ARGV: the known version, a new run. Returns the stored version and run. */
const OPEN = redisScript(`
redis.call('SET', KEYS[1], ARGV[1], 'NX')
redis.call('SET', KEYS[2], ARGV[2], 'NX')
return { redis.call('GET', KEYS[1]), redis.call('GET', KEYS[2]) }`);

/**
 * KEYS: published, hosts, reports, ready, lesson, names, taken. ARGV: host, a host's lifetime (ms), a page's lifetime (ms), report
 * or ''. Returns generation, game, the others' reports, pages, the lesson's version and JSON, the time, names as JSON, taken
 * ones as JSON.
 */
const LOOK = redisScript(`${NOW}
local on, others = redis.call('HMGET', KEYS[1], 'generation', 'game'), {}
local lesson = redis.call('HMGET', KEYS[5], 'version', 'state')
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now - ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', now - ARGV[3])
if ARGV[4] ~= '' then
  for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[2])) do
    redis.call('ZREM', KEYS[2], gone)
    redis.call('HDEL', KEYS[3], gone)
  end
  redis.call('ZADD', KEYS[2], now, ARGV[1])
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[4])
  for _, host in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    if host ~= ARGV[1] then others[#others + 1] = redis.call('HGET', KEYS[3], host) end
  end
end
return { tonumber(on[1] or '0'), on[2] or '', others, redis.call('ZRANGE', KEYS[4], 0, -1),
  tonumber(lesson[1] or '0'), lesson[2] or '', now, redis.call('ZRANGE', KEYS[6], 0, -1),
  redis.call('ZRANGE', KEYS[7], 0, -1) }`);

type LookReply = [
  ...[generation: number, gameId: string, others: string[], readyPages: string[]],
  ...[version: number, state: string, nowMs: number, names: string[], taken: string[]],
];

/** KEYS: lesson. ARGV: version, JSON, 1 for an order. Returns the version in force; 0 where this one does not hold. */
const SET_LESSON = redisScript(`
local version, next = tonumber(redis.call('HGET', KEYS[1], 'version') or '0'), tonumber(ARGV[1])
if next <= version then
  if ARGV[3] == '0' then return 0 end
  next = version + 1
end
redis.call('HSET', KEYS[1], 'version', next, 'state', ARGV[2])
return next`);

/** KEYS: published. ARGV: generation, game, 1 to order or 0 to restore. Returns the generation in force. */
const PUBLISH = redisScript(`
local on = redis.call('HMGET', KEYS[1], 'generation', 'game')
local generation, next = tonumber(on[1] or '0'), tonumber(ARGV[1])
if next <= generation then
  if ARGV[3] == '0' or (next == generation and on[2] == ARGV[2]) then return generation end
  next = generation + 1
end
redis.call('HSET', KEYS[1], 'generation', next, 'game', ARGV[2])
return next`);

/** KEYS: ready or names. ARGV: page, or a named one as JSON. */
const PASS_ON = redisScript(`${NOW}
redis.call('ZADD', KEYS[1], now, ARGV[1])
return redis.call('PEXPIRE', KEYS[1], 60000)`);

/** KEYS: taken. ARGV: a taken name as JSON, its lifetime (ms), the most of them. */
const PASS_TAKEN = redisScript(`${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[3])
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`);

/** KEYS: hosts, reports. ARGV: host. */
const LEAVE = redisScript(`
redis.call('ZREM', KEYS[1], ARGV[1])
return redis.call('HDEL', KEYS[2], ARGV[1])`);

/** Keeps the state that hosts share in Redis. */
export class RedisState implements SharedState {
  readonly #redis: RedisConnection;
  readonly #hostId: string;
  readonly #key: (name: string) => string;
  /** Identifies this state, so that hosts notice one that was lost; generations count within it. */
  #runId = crypto.randomUUID().slice(0, 8);

  private constructor(redis: RedisConnection, hostId: string) {
    this.#redis = redis;
    this.#hostId = hostId;
    this.#key = (name) => `coplay:state:{${redis.address.name}}:${name}`;
  }

  /**
   * Opens the state at the address, creating it if need be.
   *
   * @param hostId an ID that no other host has
   * @throws {CommandError} where another version of coplay created it
   */
  static async open(redis: RedisConnection, hostId: string): Promise<RedisState> {
    const state = new RedisState(redis, hostId);
    const version = await state.#open();
    if (version !== STATE_VERSION) throw otherVersion(redis.address.name, version);
    return state;
  }

  /** The ID of the state, the same for all hosts. */
  get runId(): string {
    return this.#runId;
  }

  async #open(): Promise<number> {
    const keys = ["version", "run"].map(this.#key);
    const reply = await this.#redis.runOnce(OPEN, keys, [STATE_VERSION, this.#runId]);
    const [version, runId] = reply as [string, string];
    this.#runId = runId;
    return Number(version);
  }

  async look(report?: HostReport): Promise<SharedView> {
    const shared = ["published", "hosts", "reports", "ready", "lesson", "names", "taken"];
    const keys = shared.map(this.#key);
    const text = report === undefined ? "" : JSON.stringify(report);
    const reply = await this.#redis.runOnce(LOOK, keys, [this.#hostId, ALIVE_MS, READY_MS, text]);
    const [generation, gameId, others, readyPages, version, state, nowMs, names, taken] =
      reply as LookReply;
    return {
      // An earlier coplay wrote no round.
      lesson: version > 0
        ? { version, state: { ...OPEN_LESSON, ...JSON.parse(state) } }
        : undefined,
      nowMs: Number(nowMs),
      current: generation > 0 ? { generation, gameId } : undefined,
      others: others.map((other) => JSON.parse(other)),
      readyPages,
      names: names.map((named) => JSON.parse(named)),
      taken: taken.map((each) => JSON.parse(each)),
    };
  }

  async publish({ generation, gameId }: GameSwitch): Promise<GameSwitch> {
    const args = [generation, gameId, 1];
    const reply = await this.#redis.runOnce(PUBLISH, [this.#key("published")], args);
    return { generation: Number(reply), gameId };
  }

  async restore({ generation, gameId }: GameSwitch): Promise<void> {
    await this.#open();
    await this.#redis.runOnce(PUBLISH, [this.#key("published")], [generation, gameId, 0]);
  }

  async setLesson(
    { version, state }: LessonVersion,
    { isOrder }: { isOrder: boolean },
  ): Promise<number> {
    const args = [version, JSON.stringify(state), isOrder ? 1 : 0];
    return Number(await this.#redis.runOnce(SET_LESSON, [this.#key("lesson")], args));
  }

  async passReady(pageId: string): Promise<void> {
    await this.#redis.runOnce(PASS_ON, [this.#key("ready")], [pageId]);
  }

  async passName(named: NamedPage): Promise<void> {
    await this.#redis.runOnce(PASS_ON, [this.#key("names")], [JSON.stringify(named)]);
  }

  async passTaken({ playerId, name }: TakenName): Promise<void> {
    const args = [JSON.stringify({ playerId, name }), TAKEN_MS, MAX_TAKEN];
    await this.#redis.runOnce(PASS_TAKEN, [this.#key("taken")], args);
  }

  async leave(): Promise<void> {
    await this.#redis.runOnce(LEAVE, ["hosts", "reports"].map(this.#key), [this.#hostId]);
  }
}

function otherVersion(name: string, version: number): CommandError {
  const isNewer = version > STATE_VERSION;
  return new CommandError({
    en:
      `Cannot use the state "${name}": it was made by ${isNewer ? "a newer" : "an older"} coplay ` +
      `(form ${version}; this one knows ${STATE_VERSION})`,
    zh: `无法使用共享状态“${name}”：它由${isNewer ? "更新" : "更旧"}版本的 coplay 创建` +
      `（格式 ${version}；本程序支持 ${STATE_VERSION}）`,
  });
}
