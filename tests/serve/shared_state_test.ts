import { assert, assertEquals, assertRejects } from "@std/assert";
import { CommandError } from "../../src/cli/errors.ts";
import { parseRedisAddress } from "../../src/redis/redis_address.ts";
import { RedisConnection } from "../../src/redis/redis_connection.ts";
import { OPEN } from "../../src/serve/live/lesson_state.ts";
import { announceRound } from "../../src/serve/live/round.ts";
import { PublishError } from "../../src/serve/live/published.ts";
import { RedisState } from "../../src/serve/shared/redis_state.ts";
import { SharedHost } from "../../src/serve/shared/shared_host.ts";
import type { HostReport, SharedState } from "../../src/serve/shared/shared_state.ts";
import { MemoryState, MemoryStateData } from "../support/memory_state.ts";
import { lackOf } from "../support/programs.ts";
import { RedisServer } from "../support/redis_server.ts";
import { testUnless } from "../support/test_unless.ts";
import { until } from "../support/until.ts";
import { FrontFixture } from "./front_fixture.ts";

const REPORT: HostReport = {
  players: 3,
  listed: [{
    id: "p",
    number: null,
    name: { text: "明", number: 2, since: 7.5 },
    address: "192.168.1.7",
    device: "iPad",
    sinceMs: 5,
    gameId: "2048",
    ready: ["2048"],
  }],
  ready: { "2048": 2 },
  playing: { "2048": 3 },
  games: ["2048", "植物"],
  counts: [{ byStatus: [[200, 7]], buckets: [1, 2], seconds: 0.5, bytes: 9, memoryBytes: 10 }],
};

/** Asserts what hosts rely on in any implementation of the state. */
async function holdToContract(
  t: Deno.TestContext,
  open: (name: string, host: string) => Promise<SharedState>,
): Promise<void> {
  await t.step("shows every host what one of them published last", async () => {
    const [a, b] = [await open("on", "a"), await open("on", "b")];
    assertEquals((await a.look()).current, undefined);
    assertEquals(await a.publish({ generation: 1, gameId: "植物" }), {
      generation: 1,
      gameId: "植物",
    });
    assertEquals((await b.look()).current, { generation: 1, gameId: "植物" });
    // A host repeats its order if the answer got lost.
    assertEquals((await a.publish({ generation: 1, gameId: "植物" })).generation, 1);
    // Two hosts switch at the same moment: the later order comes second.
    await a.publish({ generation: 2, gameId: "x" });
    assertEquals(await b.publish({ generation: 2, gameId: "y" }), { generation: 3, gameId: "y" });
    assertEquals((await a.look()).current, { generation: 3, gameId: "y" });
  });

  await t.step("restores a lost state, but not an older one", async () => {
    const a = await open("lost", "a");
    await a.restore({ generation: 5, gameId: "x" });
    await a.restore({ generation: 4, gameId: "old" });
    assertEquals((await a.look()).current, { generation: 5, gameId: "x" });
  });

  await t.step("tells each reporting host about the others, until they leave", async () => {
    const [a, b] = [await open("hosts", "a"), await open("hosts", "b")];
    assertEquals((await a.look(REPORT)).others, []);
    const other = { ...REPORT, players: 4 };
    assertEquals((await b.look(other)).others, [REPORT]);
    assertEquals((await a.look(REPORT)).others, [other]);
    assertEquals((await a.look()).others, []);
    await b.leave();
    assertEquals((await a.look(REPORT)).others, []);
  });

  await t.step(
    "keeps the last order for the class, and a next step only where it is the next",
    async () => {
      const [a, b] = [await open("lesson", "a"), await open("lesson", "b")];
      assertEquals((await a.look()).lesson, undefined);
      const [order, step] = [{ isOrder: true }, { isOrder: false }];
      const round = announceRound(null, {
        ...{ gameId: "2048", seed: 7, forMs: 1000, countDownMs: 5000 },
        nowMs: 10,
      });
      const state = { ...OPEN, front: { en: "Look", zh: "看" }, endsMs: 5, round };
      assertEquals(await a.setLesson({ version: 1, state }, order), 1);
      assertEquals((await b.look()).lesson, { version: 1, state });
      // The time is up at both hosts: the first goes on.
      assertEquals(await b.setLesson({ version: 2, state: OPEN }, step), 2);
      assertEquals(await a.setLesson({ version: 2, state }, step), 0);
      // Two operators at once: the later order holds.
      assertEquals(await a.setLesson({ version: 2, state }, order), 3);
      assertEquals((await b.look()).lesson, { version: 3, state });
      assert(Math.abs((await a.look()).nowMs - Date.now()) < 60_000);
    },
  );

  await t.step("passes on the report that a page has loaded", async () => {
    const [a, b] = [await open("ready", "a"), await open("ready", "b")];
    await a.passReady("page-1");
    assertEquals((await b.look()).readyPages, ["page-1"]);
  });

  await t.step("passes on what the players of pages are called", async () => {
    const [a, b] = [await open("names", "a"), await open("names", "b")];
    const named = [
      { pageId: "page-1", name: "明", atMs: 1 },
      { pageId: "page-2", name: "Ming", atMs: 2 },
    ];
    for (const each of named) await a.passName(each);
    const { names } = await b.look();
    assertEquals(names.toSorted((a, b) => a.pageId < b.pageId ? -1 : 1), named);
  });

  await t.step("passes on which names are taken away, also to hosts that come later", async () => {
    const [a, b] = [await open("taken", "a"), await open("taken", "b")];
    const taken = { playerId: "p", name: "明" };
    await a.passTaken(taken);
    assertEquals((await b.look()).taken, [taken]);
    const late = await open("taken", "late");
    assertEquals((await late.look(REPORT)).taken, [taken]);
    // A player may lose several.
    await b.passTaken({ playerId: "p", name: "Ming" });
    assertEquals((await a.look()).taken.length, 2);
  });
}

Deno.test("the state in memory keeps the contract", async (t) => {
  const all = new Map<string, MemoryStateData>();
  await holdToContract(t, (name, host) => {
    const data = all.get(name) ?? new MemoryStateData();
    all.set(name, data);
    return Promise.resolve(new MemoryState(data, host));
  });
});

testUnless(lackOf("redis-server"), "the state in Redis keeps the contract", async (t) => {
  await using server = await RedisServer.start();
  const connections: RedisConnection[] = [];
  try {
    await holdToContract(t, async (name, host) => {
      const address = parseRedisAddress(server.url(name), { option: "", env: () => undefined });
      const redis = await RedisConnection.open(address, { signal: new AbortController().signal });
      connections.push(redis);
      return await RedisState.open(redis, host);
    });
    const keys = (await server.run("keys", "*")).split("\n");
    assert(keys.every((key) => key.startsWith("coplay:state:{")), keys.join());
  } finally {
    for (const connection of connections) connection.close();
  }
});

/** Makes a host that shares a state in memory. */
async function makeHost(data: MemoryStateData, id: string, games: readonly string[]) {
  const state = new MemoryState(data, id);
  const said: string[] = [];
  const shared = new SharedHost({
    state,
    tell: (text) => said.push(text.en),
    explain: () => ({ en: "no answer", zh: "没有应答" }),
  });
  const tree = Object.fromEntries(games.map((game) => [`${game}/index.html`, game]));
  const fixture = await FrontFixture.make(tree, {
    elsewhere: shared.elsewhere,
    lesson: { share: shared.shareLesson },
    raceElsewhere: shared.raceElsewhere,
    host: { packs: false, others: [shared] },
  });
  const present = await shared.join(fixture.front);
  return {
    state,
    said,
    shared,
    front: fixture.front,
    present,
    publish: (game: string) => fixture.front.host.publish(fixture.front.host.catalogue.get(game)!),
    publishedId: () => fixture.publishedId,
    async [Symbol.asyncDispose]() {
      await shared.close();
      await fixture[Symbol.asyncDispose]();
    },
  };
}

Deno.test("hosts follow one another, and one that comes later joins", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x", "y"]);
  assertEquals(one.present, undefined);
  await one.publish("x");
  await using two = await makeHost(data, "two", ["x", "y"]);
  assertEquals(two.present, { generation: 1, gameId: "x" });
  await two.shared.follow(two.present!);
  assertEquals(two.publishedId(), "x");
  await until("a game", () => one.front.host.published.current !== undefined);
  await two.publish("y");
  await until("the other game", () => one.publishedId() === "y");
  assertEquals(one.front.host.published.current?.generation, 2);
  assertEquals(one.said, ["Published by another host: y"]);
});

Deno.test("a game that another host lacks is published nowhere", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x", "y"]);
  await one.publish("x");
  await using _two = await makeHost(data, "two", ["x"]);
  const refusals: PublishError[] = [];
  // This follows as soon as the first host has heard of the second.
  await until("both reports", () => data.reports.size === 2);
  await until("a refusal", async () => {
    for (const game of ["y", "x"]) await one.publish(game).catch((error) => refusals.push(error));
    return refusals.length > 0;
  });
  assertEquals(refusals[0]?.text.en, 'Cannot publish "y": 1 of the other hosts does not have it');
  assertEquals(one.publishedId(), "x");
});

Deno.test("with the state gone a host serves on, says so, refuses to switch alone, and rejoins", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x", "y"]);
  await one.publish("x");
  one.state.isGone = true;
  await until("word of the loss", () => one.said.length === 1);
  assertEquals(
    one.said[0],
    "The other hosts are out of reach (no answer); serving on with what is published here",
  );
  const error = await assertRejects(() => one.publish("y"), PublishError);
  assertEquals(error.message, "Cannot publish: the other hosts cannot be told (no answer)");
  assertEquals(one.publishedId(), "x");
  // The state returns empty, as after a restart without a file.
  data.current = undefined;
  one.state.isGone = false;
  await until("the game in the state", () => data.current !== undefined);
  assertEquals(data.current, { generation: 1, gameId: "x" });
  await until("word of the return", () => one.said.length === 2);
  await one.publish("y");
  assertEquals(data.current as unknown, { generation: 2, gameId: "y" });
});

Deno.test("players of all hosts are added up, and a page is ready wherever it says so", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x"]);
  await one.publish("x");
  await using two = await makeHost(data, "two", ["x"]);
  await two.shared.follow(two.present!);
  const open = (host: typeof one, id: string) => {
    const page = { id, gameId: "x", isReady: false, send() {}, close() {} };
    return host.front.players.open({ id, address: "192.168.1.9", agent: "" }, page);
  };
  open(one, "p1");
  open(two, "p2");
  open(two, "p3");
  await until(
    "three players at both",
    () => one.front.players.count === 3 && two.front.players.count === 3,
  );
  // The balancer sends p3's report to the other host.
  one.front.players.markReady("p3");
  await until("a ready player", () => one.front.players.countReady("x") === 1);
  assertEquals(two.front.players.countReady("x"), 1);
  // Any host lists the players of all, with its own numbers.
  await until(
    "the ready player in the list",
    () => one.front.players.listed.some(({ ready }) => ready.includes("x")),
  );
  const rows = one.front.players.listed.map(({ number, gameId, ready }) => [number, gameId, ready]);
  assertEquals(rows, [[1, "x", []], [null, "x", []], [null, "x", ["x"]]]);
});

Deno.test("players of two hosts have names, told apart, whichever host a page reaches", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x"]);
  await one.publish("x");
  await using two = await makeHost(data, "two", ["x"]);
  await two.shared.follow(two.present!);
  const open = (host: typeof one, id: string) => {
    const page = { id, gameId: "x", isReady: false, send() {}, close() {} };
    host.front.players.open({ id, address: "192.168.1.9", agent: "" }, page);
  };
  open(one, "p1");
  open(two, "p2");
  assertEquals(one.front.players.setName("p1", "Ming"), "Ming");
  await until("its report", () => two.front.players.shownName("p1") === "Ming");
  // The balancer sends the name to the other host.
  one.front.players.setName("p2", " ming ");
  await until("the name at its host", () => two.front.players.shownName("p2") === "ming 2");
  await until("the name at both", () => one.front.players.shownName("p2") === "ming 2");
  // Both hosts give the name before they hear of each other.
  open(one, "p3");
  open(two, "p4");
  one.front.players.setName("p3", "Li");
  two.front.players.setName("p4", "Li");
  const names = () => ["p3", "p4"].map((id) => two.front.players.shownName(id)).sort();
  await until("two names", () => `${names()}` === "Li,Li 2");
});

Deno.test("a name that is taken away at one host is gone at all, and cannot come back by another", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x"]);
  await one.publish("x");
  await using two = await makeHost(data, "two", ["x"]);
  await two.shared.follow(two.present!);
  const heard: string[] = [];
  const page = { id: "p1", gameId: "x", isReady: false, close() {} };
  two.front.players.open({ id: "bad", address: "192.168.1.9", agent: "" }, {
    ...page,
    send: ({ event }) => heard.push(event),
  });
  two.front.players.setName("p1", "Rude");
  await until("its report", () => one.front.players.shownName("bad") === "Rude");
  assertEquals(await one.front.takeName("rude"), "Rude");
  // This host knows at once, whatever the other reported last.
  assertEquals(one.front.players.shownName("bad"), undefined);
  await until("the other takes it", () => two.front.players.shownName("bad") === undefined);
  assertEquals(heard, ["unnamed"]);
  // The balancer sends the page's next try to the first host.
  one.front.players.setName("p1", "R-u-d-e 7");
  await until("the try", () => data.names.some(({ name }) => name === "R-u-d-e 7"));
  await using three = await makeHost(data, "three", ["x"]);
  await until(
    "the third knows",
    () => three.front.players.isTaken({ playerId: "bad", name: "rude" }),
  );
  assertEquals(two.front.players.shownName("bad"), undefined);
  one.front.players.setName("p1", "Li");
  await until("another name", () => three.front.players.shownName("bad") === "Li");
  one.front.players.open({ id: "here", address: "192.168.1.9", agent: "" }, {
    ...page,
    id: "p2",
    send() {},
  });
  one.front.players.setName("p2", "Bo");
  one.state.isGone = true;
  await assertRejects(
    () => one.front.takeName("Bo"),
    CommandError,
    "The name is taken away here, but the other hosts cannot be told (no answer)",
  );
  assertEquals(one.front.players.shownName("here"), undefined);
});

Deno.test("hosts cover their pages together, and one that comes later covers its own", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x", "y"]);
  await one.publish("x");
  await using two = await makeHost(data, "two", ["x", "y"]);
  await two.shared.follow(two.present!);
  await one.front.lesson.cover({ en: "Look", zh: "看" });
  await until("the second covers", () => two.front.lesson.state.front?.en === "Look");
  await using three = await makeHost(data, "three", ["x", "y"]);
  assertEquals(three.front.lesson.state.front?.en, "Look");
  await two.front.lesson.uncover();
  await until(
    "all are open",
    () => !one.front.lesson.state.front && !three.front.lesson.state.front,
  );
});

Deno.test("of two hosts with a queue one publishes its next game, and both show it", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x", "y"]);
  await one.publish("x");
  await using two = await makeHost(data, "two", ["x", "y"]);
  await two.shared.follow(two.present!);
  await one.front.lesson.start([{ gameId: "x", forMs: 1000 }, { gameId: "y", forMs: 60_000 }]);
  await until("the second has the queue", () => two.front.lesson.state.steps.length === 2);
  await until("both are on y", () => one.publishedId() === "y" && two.publishedId() === "y");
  await until("both are at the second step", () => {
    return [one, two].every(({ front }) => front.lesson.state.steps[0]?.gameId === "y");
  });
  assertEquals(one.front.host.published.current?.generation, 2);
  // A game that the other operator publishes ends the queue here, too.
  await two.front.lesson.publish(two.front.host.catalogue.get("x")!);
  await until("the queue is over", () => one.front.lesson.state.steps.length === 0);
});

Deno.test("a round is one for all hosts, also where two operators begin one at the same moment", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x"]);
  await one.publish("x");
  await using two = await makeHost(data, "two", ["x"]);
  await two.shared.follow(two.present!);
  await Promise.all([one, two].map(({ front }) => front.lesson.startRound(60_000)));
  const rounds = () => [one, two].map(({ front }) => front.lesson.state.round!);
  await until("one seed at both", () => rounds()[0]!.seed === rounds()[1]!.seed);
  assertEquals(rounds().map(({ number, phase }) => `${number} ${phase}`), ["1 on", "1 on"]);
  await using three = await makeHost(data, "three", ["x"]);
  assertEquals(three.front.lesson.state.round?.seed, rounds()[0]!.seed);
  await two.front.lesson.endRound();
  await until("it is off everywhere", () => {
    return [one, two, three].every(({ front }) => front.lesson.state.round?.phase === "away");
  });
});

Deno.test("the race of a round is one for all hosts", async () => {
  const data = new MemoryStateData();
  await using one = await makeHost(data, "one", ["x"]);
  await one.publish("x");
  await using two = await makeHost(data, "two", ["x"]);
  await two.shared.follow(two.present!);
  await one.front.lesson.startRound(null);
  await until("both are in it", () => two.front.lesson.state.round !== null);
  const report = (at: typeof one, playerId: string, value: number, round?: number) =>
    at.front.scores.report([{ value, best: "high", level: "", round }], { gameId: "x", playerId });
  await report(one, "a", 5, 1);
  await report(two, "b", 7, 1);
  await report(two, "b", 6, 1);
  // Outside of the round, and of another one.
  await report(two, "c", 100);
  await report(two, "c", 100, 2);
  const { seed } = one.front.lesson.state.round!;
  for (const { front } of [one, two]) {
    const values = async () =>
      (await front.race.show(seed)).flatMap(({ scores }) => scores.map(({ value }) => value));
    await until("both scores", async () => (await values()).join() === "7,5");
  }
});

Deno.test("hosts that are gone leave no cover behind", async () => {
  const data = new MemoryStateData();
  {
    await using one = await makeHost(data, "one", ["x"]);
    await one.publish("x");
    await one.front.lesson.cover();
    await until("the state has it", () => data.lesson !== undefined);
  }
  await using two = await makeHost(data, "two", ["x"]);
  await two.publish("x");
  await until("the state is open", () => data.lesson?.state.front === null);
  assertEquals(two.front.lesson.state.front, null);
});
