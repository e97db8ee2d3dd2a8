import { redisScript } from "../../redis/redis_connection.ts";

// The queue's operations, each an atomic script. `jobs` is a stream with one consumer group. Its consumer `free` is
// no worker: the jobs it holds may be taken at once. Every script may run twice, because an answer may get lost.

/** The only consumer group, and the consumer that holds the free jobs. */
const GROUP = "workers";
const NOBODY = "free";

/** KEYS: jobs, version. Creates the group, and forgets workers of long ago. Returns the version of the keys. */
export const OPEN = redisScript(`
local version = redis.call('GET', KEYS[2])
if version and tonumber(version) ~= tonumber(ARGV[1]) then return version end
if not version then redis.call('SET', KEYS[2], ARGV[1]) end
redis.pcall('XGROUP', 'CREATE', KEYS[1], '${GROUP}', '0', 'MKSTREAM')
for _, fields in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], '${GROUP}')) do
  local consumer = {}
  for at = 1, #fields, 2 do consumer[fields[at]] = fields[at + 1] end
  if consumer.pending == 0 and consumer.idle > 3600000 then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], '${GROUP}', consumer.name)
  end
end
return ARGV[1]`);

/**
 * KEYS: jobs, filling, filler. ARGV: worker, batch, then job, list, line of each. Returns this filler's number of
 * jobs.
 */
export const ADD = redisScript(`
local now = redis.call('TIME')
redis.call('ZADD', KEYS[2], now[1] + 30, ARGV[1])
redis.call('EXPIRE', KEYS[2], 60)
local last = tonumber(redis.call('GET', KEYS[3]) or '0')
if tonumber(ARGV[2]) <= last then return last end
for at = 3, #ARGV, 3 do
  redis.call('XADD', KEYS[1], '*', 'job', ARGV[at], 'list', ARGV[at + 1], 'line', ARGV[at + 2])
end
redis.call('SET', KEYS[3], ARGV[2], 'EX', 3600)
return tonumber(ARGV[2])`);

/** KEYS: filling, filler. ARGV: worker. */
export const END_ADDING = redisScript(`
redis.call('ZREM', KEYS[1], ARGV[1])
return redis.call('DEL', KEYS[2])`);

/**
 * KEYS: jobs, filling, lost. ARGV: worker, count, lease (ms), whether to reclaim.
 * Returns [[id, job, list, line, tries, whether it was taken over, lost], …], left.
 *
 * The stream's delivery counter of a job counts its tries. JUSTID leaves it unchanged, because a worker that is
 * killed says nothing against its jobs.
 *
 * A job whose delivery got lost on its way here is unknown here, so its lease is not renewed and runs out.
 */
export const TAKE = redisScript(`
local jobs, who, count = KEYS[1], ARGV[1], tonumber(ARGV[2])
redis.pcall('XGROUP', 'CREATE', jobs, '${GROUP}', '0', 'MKSTREAM')
local taken = {}
local function take(entry, tries, isTakenOver, lost)
  local fields = {}
  for at = 1, #entry[2], 2 do fields[entry[2][at]] = entry[2][at + 1] end
  taken[#taken + 1] = {
    entry[1], fields.job or '', fields.list or '', fields.line or '', tries, isTakenOver, lost }
end
if ARGV[4] == '1' then
  local cursor = '0-0'
  repeat
    local claimed = redis.call('XAUTOCLAIM', jobs, '${GROUP}', who, ARGV[3], cursor,
      'COUNT', count - #taken, 'JUSTID')
    cursor = claimed[1]
    for _, id in ipairs(claimed[2]) do
      local entry = redis.call('XRANGE', jobs, id, id)[1]
      local pending = redis.call('XPENDING', jobs, '${GROUP}', id, id, 1)[1]
      if entry then
        take(entry, pending[4], 1, tonumber(redis.call('HGET', KEYS[3], id) or '0'))
      else
        redis.call('XACK', jobs, '${GROUP}', id)
      end
    end
  until cursor == '0-0' or #taken >= count
end
if #taken < count then
  local read = redis.call('XREADGROUP', 'GROUP', '${GROUP}', who, 'COUNT', count - #taken,
    'STREAMS', jobs, '>')
  if read then
    for _, entry in ipairs(read[1][2]) do take(entry, 1, 0, 0) end
  end
end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', redis.call('TIME')[1])
return { taken, redis.call('XLEN', jobs) + redis.call('ZCARD', KEYS[2]) }`);

/** The beginning of the scripts below: finds a job's worker and the number of its try. */
const FIND = `
local jobs = KEYS[1]
local function find(id)
  local pending = redis.call('XPENDING', jobs, '${GROUP}', id, id, 1)
  if #pending == 0 then return nil end
  return { owner = pending[1][2], tries = pending[1][4] }
end`;

/** KEYS: jobs, lost. ARGV: worker, id. Returns how many workers the job would have lost, if this one died. */
export const BEGIN = redisScript(`${FIND}
local held = find(ARGV[2])
if not held or held.owner ~= ARGV[1] then return 0 end
return redis.call('HINCRBY', KEYS[2], ARGV[2], 1)`);

/** KEYS: jobs. ARGV: worker, id, …. Returns how many still belong to this worker. */
export const RENEW = redisScript(`${FIND}
local kept = 0
for at = 2, #ARGV do
  local held = find(ARGV[at])
  if held and held.owner == ARGV[1] then
    redis.call('XCLAIM', jobs, '${GROUP}', ARGV[1], 0, ARGV[at], 'JUSTID')
    kept = kept + 1
  end
end
return kept`);

/**
 * KEYS: jobs, results, counts, lost. ARGV: id, event, how, results to keep. Returns 1, or 0 where it was finished
 * before.
 */
export const FINISH = redisScript(`${FIND}
if not find(ARGV[1]) then
  redis.call('HINCRBY', KEYS[3], 'late', 1)
  return 0
end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], '*', 'event', ARGV[2])
redis.call('HINCRBY', KEYS[3], ARGV[3], 1)
redis.call('XACK', jobs, '${GROUP}', ARGV[1])
redis.call('XDEL', jobs, ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[1])
return 1`);

/**
 * KEYS: jobs, results, failed, lost. ARGV: worker, id, event, job, list, line, reason, results to keep. Returns 1,
 * or 0 where it belongs to another worker.
 */
export const BURY = redisScript(`${FIND}
local held = find(ARGV[2])
if not held or held.owner ~= ARGV[1] then return 0 end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[8], '*', 'event', ARGV[3])
redis.call('XADD', KEYS[3], '*', 'job', ARGV[4], 'list', ARGV[5], 'line', ARGV[6],
  'reason', ARGV[7], 'tries', held.tries)
redis.call('XACK', jobs, '${GROUP}', ARGV[2])
redis.call('XDEL', jobs, ARGV[2])
redis.call('HDEL', KEYS[4], ARGV[2])
return 1`);

/** KEYS: jobs, lost. ARGV: worker, idle time to set (ms), 1 for a failure, id, …. Returns how many were given back. */
export const GIVE_BACK = redisScript(`${FIND}
local given = 0
for at = 4, #ARGV do
  local held = find(ARGV[at])
  if held and held.owner == ARGV[1] then
    local tries = held.tries
    if ARGV[3] == '1' then tries = tries + 1 end
    redis.call('XCLAIM', jobs, '${GROUP}', '${NOBODY}', 0, ARGV[at],
      'IDLE', ARGV[2], 'RETRYCOUNT', tries, 'JUSTID')
    redis.call('HDEL', KEYS[2], ARGV[at])
    given = given + 1
  end
end
return given`);

/** KEYS: jobs, failed. ARGV: the most to move. Returns how many were moved. */
export const ADD_FAILED = redisScript(`
local entries = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', ARGV[1])
for _, entry in ipairs(entries) do
  local fields = {}
  for at = 1, #entry[2], 2 do fields[entry[2][at]] = entry[2][at + 1] end
  redis.call('XADD', KEYS[1], '*', 'job', fields.job or '', 'list', fields.list or '',
    'line', fields.line or '')
  redis.call('XDEL', KEYS[2], entry[1])
end
return #entries`);

/** KEYS: jobs, failed, counts, filling. Returns waiting, held, workers, failed, filling, counts. */
export const STATUS = redisScript(`
local length, held, workers = redis.call('XLEN', KEYS[1]), 0, 0
local pending = redis.pcall('XPENDING', KEYS[1], '${GROUP}')
if not pending.err and pending[4] then
  for _, each in ipairs(pending[4]) do
    if each[1] ~= '${NOBODY}' then
      held = held + tonumber(each[2])
      workers = workers + 1
    end
  end
end
local filling = redis.call('ZCOUNT', KEYS[4], redis.call('TIME')[1], '+inf')
return { length - held, held, workers, redis.call('XLEN', KEYS[2]), filling,
  redis.call('HGETALL', KEYS[3]) }`);

/** KEYS: jobs. ARGV: worker. Forgets a worker that holds no jobs. */
export const LEAVE = redisScript(`
local pending = redis.pcall('XPENDING', KEYS[1], '${GROUP}', '-', '+', 1, ARGV[1])
if pending.err or #pending > 0 then return 0 end
redis.call('XGROUP', 'DELCONSUMER', KEYS[1], '${GROUP}', ARGV[1])
return 1`);
