import {
  type RedisConnection,
  type RedisReply,
  redisScript,
} from "../../redis/redis_connection.ts";
import {
  type Kept,
  MAX_LEVELS_OF_GAME,
  MAX_LEVELS_OF_PLAYER,
  MAX_SCORES_OF_LEVEL,
  type Score,
  type ScorePlace,
  type ScoreStore,
} from "../scores/score_store.ts";

/**
 * Keeps a score. KEYS: counter, games, levels, rows, order, played. ARGV: game, level's field, player, value, what else
 * belongs to the score as JSON, high or low, the most scores of a level, of levels of a player, and of levels of a game, the
 * time, 1 to replace the name.
 *
 * `rows` has each player's `NUMBER VALUE TIME JSON`; `order` has `NUMBER PLAYER` by value, the numbers falling for high
 * scores, so that of equal scores the last is the first to go. Returns what became of the score, and levels to remove.
 */
const KEEP = redisScript(`
local game, level, player, best = ARGV[1], ARGV[2], ARGV[3], ARGV[6]
local function member(number, player)
  return string.format('%015d ', best == 'high' and 1e14 - number or number) .. player
end
local before = redis.call('HGET', KEYS[4], player)
if before then
  local number, value, at = string.match(before, '^(%d+) (%S+) (%S+) ')
  local is, was = tonumber(ARGV[4]), tonumber(value)
  if is == was or (is < was) == (best == 'high') then
    if ARGV[11] == '1' then
      redis.call('HSET', KEYS[4], player, table.concat({ number, value, at, ARGV[5] }, ' '))
    end
    return { 'no better' }
  end
  redis.call('ZREM', KEYS[5], member(tonumber(number), player))
elseif tonumber(redis.call('HGET', KEYS[6], player) or '0') >= tonumber(ARGV[8]) then
  return { 'too many levels' }
else
  redis.call('HINCRBY', KEYS[6], player, 1)
end
local number = redis.call('INCR', KEYS[1])
redis.call('SADD', KEYS[2], game)
redis.call('ZADD', KEYS[3], number, level)
redis.call('HSET', KEYS[4], player, table.concat({ number, ARGV[4], ARGV[10], ARGV[5] }, ' '))
redis.call('ZADD', KEYS[5], ARGV[4], member(number, player))
if redis.call('ZCARD', KEYS[5]) > tonumber(ARGV[7]) then
  local at = best == 'high' and 0 or -1
  local worst = redis.call('ZRANGE', KEYS[5], at, at)[1]
  local gone = string.sub(worst, 17)
  redis.call('ZREM', KEYS[5], worst)
  redis.call('HDEL', KEYS[4], gone)
  redis.call('HINCRBY', KEYS[6], gone, -1)
end
return { 'better', unpack(redis.call('ZRANGE', KEYS[3], 0, -1 - ARGV[9])) }`);

/** KEYS: levels, played, rows, order. ARGV: level's field. */
const REMOVE_LEVEL = redisScript(`
for _, player in ipairs(redis.call('HKEYS', KEYS[3])) do
  redis.call('HINCRBY', KEYS[2], player, -1)
end
redis.call('ZREM', KEYS[1], ARGV[1])
return redis.call('DEL', KEYS[3], KEYS[4])`);

/** KEYS: rows of the level. ARGV: player, what else belongs to the score as JSON, now without a name. */
const UNNAME = redisScript(`
local row = redis.call('HGET', KEYS[1], ARGV[1])
if not row then return 0 end
local number, value, at = string.match(row, '^(%d+) (%S+) (%S+) ')
redis.call('HSET', KEYS[1], ARGV[1], table.concat({ number, value, at, ARGV[2] }, ' '))
return 1`);

/** KEYS: levels. Returns the levels' fields, the last one first. */
const LEVELS = redisScript(`return redis.call('ZREVRANGE', KEYS[1], 0, -1)`);

/** KEYS: the rows of each level. Returns the rows of each. */
const ROWS = redisScript(`
local all = {}
for at, key in ipairs(KEYS) do all[at] = redis.call('HVALS', key) end
return all`);

/** KEYS: games. Returns the games. */
const GAMES = redisScript(`return redis.call('SMEMBERS', KEYS[1])`);

/** KEYS: games, then all to delete. ARGV: game. */
const CLEAR = redisScript(`
redis.call('SREM', KEYS[1], ARGV[1])
for at = 2, #KEYS do redis.call('DEL', KEYS[at]) end
return 1`);

/** Keeps the scores of hosts that show one game in their Redis. */
export class RedisScores implements ScoreStore {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  async add(scores: readonly Score[]): Promise<readonly Kept[]> {
    const kept: Kept[] = [];
    for (const score of scores) kept.push(await this.#keep(score));
    return kept;
  }

  async list(gameId: string): Promise<readonly Score[]> {
    const fields = await this.#levels(gameId);
    if (fields.length === 0) return [];
    const keys = fields.map((field) => this.#key("rows", gameId, field));
    const levels = await this.#redis.runOnce(ROWS, keys) as string[][];
    return levels.flatMap(readLevel);
  }

  async listGames(): Promise<readonly string[]> {
    return (await this.#redis.runOnce(GAMES, [this.#key("games")]) as string[]).sort();
  }

  async unname(scores: readonly ScorePlace[]): Promise<void> {
    for (const { gameId, playerId, best, level } of scores) {
      const rest = JSON.stringify({ best, level, gameId, playerId, name: "" });
      const rows = this.#key("rows", gameId, fieldOf({ best, level }));
      await this.#redis.runOnce(UNNAME, [rows], [playerId, rest]);
    }
  }

  async clear(gameId: string): Promise<void> {
    const fields = await this.#levels(gameId);
    const keys = fields.flatMap((field) => [
      this.#key("rows", gameId, field),
      this.#key("order", gameId, field),
    ]);
    const all = [this.#key("games"), this.#key("levels", gameId), this.#key("played", gameId)];
    await this.#redis.runOnce(CLEAR, [...all, ...keys], [gameId]);
  }

  /** Does nothing: whoever has opened the connection closes it. */
  close(): void {}

  async #keep(score: Score): Promise<Kept> {
    const { value, atMs, ...rest } = score;
    const { gameId, playerId, best, name } = rest;
    const field = fieldOf(score);
    const levels = this.#key("levels", gameId);
    const played = this.#key("played", gameId);
    const own = [this.#key("rows", gameId, field), this.#key("order", gameId, field)];
    const limits = [MAX_SCORES_OF_LEVEL, MAX_LEVELS_OF_PLAYER, MAX_LEVELS_OF_GAME];
    const reply = await this.#redis.runOnce(
      KEEP,
      [this.#key("counter"), this.#key("games"), levels, ...own, played],
      [gameId, field, playerId, value, JSON.stringify(rest), best, ...limits, atMs, name ? 1 : 0],
    );
    const [kept, ...old] = reply as [Kept, ...string[]];
    for (const field of old) {
      const its = [this.#key("rows", gameId, field), this.#key("order", gameId, field)];
      await this.#redis.runOnce(REMOVE_LEVEL, [levels, played, ...its], [field]);
    }
    return kept;
  }

  async #levels(gameId: string): Promise<string[]> {
    const reply: RedisReply = await this.#redis.runOnce(LEVELS, [this.#key("levels", gameId)]);
    return reply as string[];
  }

  #key(name: string, gameId?: string, field?: string): string {
    // A game's ID is a folder's name, and so has no slash.
    const parts = [gameId, field].filter((part) => part !== undefined);
    return [`coplay:state:{${this.#redis.address.name}}:scores:${name}`, ...parts].join("/");
  }
}

function fieldOf({ best, level }: Pick<Score, "best" | "level">): string {
  return `${best} ${level}`;
}

/** Reads the rows of a level, the best one first. */
function readLevel(rows: readonly string[]): Score[] {
  const read = rows.map((row) => {
    const [number, value, atMs] = row.split(" ", 3);
    const rest: Omit<Score, "value" | "atMs"> = JSON.parse(row.slice(row.indexOf("{")));
    const score: Score = { ...rest, value: Number(value), atMs: Number(atMs) };
    return { number: Number(number), score };
  });
  const worth = ({ best, value }: Score) => best === "high" ? -value : value;
  read.sort((a, b) => worth(a.score) - worth(b.score) || a.number - b.number);
  return read.map(({ score }) => score);
}
