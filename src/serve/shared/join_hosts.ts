import { CommandError } from "../../cli/errors.ts";
import type { Text } from "../../cli/language.ts";
import type { RedisAddress } from "../../redis/redis_address.ts";
import { RedisConnection } from "../../redis/redis_connection.ts";
import { explainRedisError } from "../../redis/redis_trouble.ts";
import type { OtherHosts } from "../live/other_hosts.ts";
import type { ScoreStore } from "../scores/score_store.ts";
import { RedisScores } from "./redis_scores.ts";
import { RedisState } from "./redis_state.ts";
import { SharedHost } from "./shared_host.ts";

/** A host connected to others, and how to disconnect it. */
export interface Joined {
  readonly shared: SharedHost;
  readonly runId: string;
  /** The scores of all these hosts. */
  readonly scores: ScoreStore;
  close(): Promise<void>;
}

/**
 * Connects to the state that several hosts share.
 *
 * @throws {CommandError} where the state cannot be used
 */
export async function joinHosts(
  address: RedisAddress,
  { workers = [], signal, tell }: {
    workers?: readonly OtherHosts[];
    signal: AbortSignal;
    tell: (text: Text) => void;
  },
): Promise<Joined> {
  const redis = await RedisConnection.open(address, { signal });
  try {
    const state = await RedisState.open(redis, `host-${crypto.randomUUID().slice(0, 13)}`);
    const shared = new SharedHost({ state, tell, explain }, workers);
    return {
      shared,
      runId: state.runId,
      scores: new RedisScores(redis),
      async close() {
        await shared.close();
        redis.close();
      },
    };
  } catch (error) {
    redis.close();
    throw error;
  }
}

function explain(error: unknown): Text {
  return error instanceof CommandError ? error.text : explainRedisError(error).text;
}
