import { assertEquals } from "@std/assert";
import { parseRedisAddress } from "../../../src/redis/redis_address.ts";
import { RedisConnection } from "../../../src/redis/redis_connection.ts";
import { MemoryScores } from "../../../src/serve/scores/memory_scores.ts";
import {
  MAX_LEVELS_OF_GAME,
  MAX_LEVELS_OF_PLAYER,
  MAX_SCORES_OF_LEVEL,
  type Score,
  type ScoreStore,
} from "../../../src/serve/scores/score_store.ts";
import { SqliteScores } from "../../../src/serve/scores/sqlite_scores.ts";
import { RedisScores } from "../../../src/serve/shared/redis_scores.ts";
import { lackOf } from "../../support/programs.ts";
import { RedisServer } from "../../support/redis_server.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { testUnless } from "../../support/test_unless.ts";

function score(playerId: string, value: number, more: Partial<Score> = {}): Score {
  const name = playerId.toUpperCase();
  return { gameId: "g", playerId, name, value, best: "high", level: "", atMs: 5, ...more };
}

/** What a store lists, short: `level player value`. */
async function listed(store: ScoreStore, gameId = "g"): Promise<string[]> {
  const scores = await store.list(gameId);
  return scores.map(({ level, playerId, value }) => `${level} ${playerId} ${value}`.trim());
}

/** Asserts what a host relies on in any store. @param open opens an empty store */
async function holdToContract(
  t: Deno.TestContext,
  open: () => Promise<ScoreStore>,
): Promise<void> {
  await t.step("keeps the best score of each player, with all that belongs to it", async () => {
    const store = await open();
    const whole = score("a", -0.1, {
      gameId: "植物",
      name: "=Ming 👩‍🚀 'x\" --",
      level: "4 × 4 {}",
      best: "low",
      atMs: 1_900_000_000_123,
    });
    assertEquals(await store.add([whole]), ["better"]);
    assertEquals(await store.list("植物"), [whole]);
    assertEquals(await store.add([{ ...whole, value: 0 }, { ...whole, value: -0.1 }]), [
      "no better",
      "no better",
    ]);
    const better = { ...whole, value: -1e300, name: "New", atMs: 7 };
    assertEquals(await store.add([better]), ["better"]);
    assertEquals(await store.list("植物"), [better]);
    assertEquals(await store.list("g"), []);
  });

  await t.step(
    "calls a player as in their last report, whatever its score; no name takes none away",
    async () => {
      const store = await open();
      await store.add([score("a", 0.1 + 0.2, { name: "First" }), score("b", 0.1 + 0.2)]);
      assertEquals(await store.add([score("a", 0, { name: "Last", atMs: 9 })]), ["no better"]);
      await store.add([score("a", 0, { name: "" })]);
      assertEquals(await store.list("g"), [
        score("a", 0.1 + 0.2, { name: "Last" }),
        score("b", 0.1 + 0.2),
      ]);
    },
  );

  await t.step(
    "lists the best first, of equal scores the first, whatever the clock says",
    async () => {
      const store = await open();
      await store.add([score("a", 5, { atMs: 90 }), score("b", 7), score("c", 5, { atMs: 10 })]);
      assertEquals(await listed(store), ["b 7", "a 5", "c 5"]);
      // Who comes to an equal score later stands behind.
      await store.add([score("a", 7, { atMs: 1 })]);
      assertEquals(await listed(store), ["b 7", "a 7", "c 5"]);
    },
  );

  await t.step(
    "tells levels apart, and high from low; the level played last comes first",
    async () => {
      const store = await open();
      await store.add([
        score("a", 1, { level: "x" }),
        score("b", 9, { level: "X" }),
        score("a", 30, { level: "x", best: "low" }),
        score("b", 20, { level: "x", best: "low" }),
      ]);
      assertEquals(await listed(store), ["x b 20", "x a 30", "X b 9", "x a 1"]);
      await store.add([score("b", 0, { level: "x" })]);
      assertEquals(await listed(store), ["x a 1", "x b 0", "x b 20", "x a 30", "X b 9"]);
    },
  );

  await t.step("forgets what a player was called in a score, and nothing else of it", async () => {
    const store = await open();
    const all = [
      score("a", 5, { name: "Rude", level: "小路" }),
      score("b", 5, { name: "Li", level: "小路" }),
      score("a", 3, { name: "Ming" }),
    ];
    await store.add(all);
    await store.unname([all[0]!, score("gone", 1)]);
    assertEquals(
      (await store.list("g")).map((
        { playerId, value, name, atMs },
      ) => [playerId, value, name, atMs]),
      [["a", 3, "Ming", 5], ["a", 5, "", 5], ["b", 5, "Li", 5]],
    );
    // A worse score names its player anew; an equal place stays.
    assertEquals(await store.add([score("a", 1, { name: "Bo", level: "小路" })]), ["no better"]);
    assertEquals((await store.list("g")).map(({ name }) => name), ["Ming", "Bo", "Li"]);
  });

  await t.step("forgets a game's scores, and no other's; twice is no error", async () => {
    const store = await open();
    await store.add([score("a", 1), score("a", 2, { gameId: "h" })]);
    assertEquals(await store.listGames(), ["g", "h"]);
    await Promise.all([store.clear("g"), store.clear("g"), store.clear("none")]);
    assertEquals([await store.listGames(), await listed(store)], [["h"], []]);
    // A player's levels are counted anew.
    assertEquals(await store.add([score("a", 1)]), ["better"]);
    assertEquals(await listed(store), ["a 1"]);
  });

  await t.step(
    "keeps so many scores of a level: the worst makes room, of equal ones the last",
    async () => {
      const store = await open();
      const many = (best: Score["best"]) =>
        Array.from({ length: MAX_SCORES_OF_LEVEL }, (_, at) => score(`p${at}`, 3, { best }));
      for (const best of ["high", "low"] as const) {
        await store.add(many(best));
        await store.add([score("new", best === "high" ? 4 : 2, { best })]);
        const players = (await listed(store)).slice(0, MAX_SCORES_OF_LEVEL);
        assertEquals(players[0]?.split(" ")[0], "new");
        assertEquals(players.at(-1), `p${MAX_SCORES_OF_LEVEL - 2} 3`);
      }
      assertEquals((await store.list("g")).length, 2 * MAX_SCORES_OF_LEVEL);
    },
  );

  await t.step(
    "keeps so many levels of a player, and of a game the levels played last",
    async () => {
      const store = await open();
      const levels = Array.from({ length: MAX_LEVELS_OF_GAME + 1 }, (_, at) => `l${at}`);
      const own = levels.slice(0, MAX_LEVELS_OF_PLAYER);
      await store.add(own.map((level) => score("a", 1, { level })));
      assertEquals(
        await store.add([score("a", 1, { level: "more" }), score("a", 2, { level: own[0]! })]),
        ["too many levels", "better"],
      );
      await store.clear("g");
      await store.add(levels.map((level, at) => score(`p${at % 7}`, 1, { level })));
      const kept = new Set((await store.list("g")).map(({ level }) => level));
      assertEquals([kept.size, kept.has("l0"), kept.has("l1")], [MAX_LEVELS_OF_GAME, false, true]);
    },
  );

  await t.step(
    "holds after a thousand scores in any order what the one in memory holds",
    async () => {
      const [store, memory] = [await open(), new MemoryScores()];
      let seed = 7;
      const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
      for (let at = 0; at < 1000; at++) {
        const made = score(`p${next(9)}`, next(20) - 10, {
          level: `l${next(4)}`,
          best: next(2) ? "high" : "low",
          gameId: `g${next(2)}`,
        });
        assertEquals(await store.add([made]), await memory.add([made]));
      }
      for (const game of ["g0", "g1"]) {
        assertEquals(
          await store.list(game),
          await memory.list(game),
        );
      }
    },
  );
}

Deno.test("scores in memory keep the contract", async (t) => {
  await holdToContract(t, () => Promise.resolve(new MemoryScores()));
});

Deno.test("scores in a file keep the contract", async (t) => {
  await using folder = await TempDir.make();
  const opened: ScoreStore[] = [];
  await holdToContract(t, () => {
    opened.push(new SqliteScores(folder.join(`${opened.length}.db`)));
    return Promise.resolve(opened.at(-1)!);
  });
  for (const store of opened) store.close();
});

testUnless(lackOf("redis-server"), "scores in Redis keep the contract", async (t) => {
  await using server = await RedisServer.start();
  const opened: RedisConnection[] = [];
  try {
    await holdToContract(t, async () => {
      const url = server.url(`s${opened.length}`);
      const address = parseRedisAddress(url, { option: "", env: () => undefined });
      const { signal } = new AbortController();
      opened.push(await RedisConnection.open(address, { signal }));
      return new RedisScores(opened.at(-1)!);
    });
    const keys = (await server.run("keys", "*")).split("\n");
    assertEquals(keys.filter((key) => !key.startsWith("coplay:state:{")), []);
  } finally {
    for (const redis of opened) redis.close();
  }
});
