import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Ask, FrontFixture } from "../front_fixture.ts";
import { writeTree } from "../host_fixture.ts";

const GAMES = {
  "a/index.html": "<title>Game A</title>",
  "b/index.html": "<title>Game B</title>",
  "b/game.json": { name: { en: "Bee", zh: "蜜蜂" } },
  "broken/game.json": "{",
};

Deno.test("admin lists the catalogue with what is published and what is broken", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const { generation, games } = await (await fixture.order("GET", "games")).json();
  assertEquals(generation, 1);
  assertEquals(
    games.map(({ number, id, isPublished }: Record<string, unknown>) => [number, id, isPublished]),
    [[0, "a", true], [1, "b", false], [2, "broken", false]],
  );
  assertStringIncludes(games[2].fault.en, "not JSON");
});

for (const game of ["b", "蜜蜂", "1", 1, "be", "#1"]) {
  Deno.test(`admin publishes the game called ${JSON.stringify(game)}`, async () => {
    await using fixture = await FrontFixture.make(GAMES);
    const answer = await fixture.order("PUT", "published", { game });
    assertEquals(answer.status, 200);
    assertEquals((await answer.json()).generation, 2);
    assertEquals(fixture.publishedId, "b");
  });
}

Deno.test("admin reads the folders again", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  await writeTree(fixture.folder.path, { "c/index.html": "<title>C</title>" });
  const { games } = await (await fixture.order("POST", "rescan")).json();
  assert(games.some(({ id }: { id: string }) => id === "c"));
});

Deno.test("admin lists players and whether they have loaded the game", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const stream = await fixture.ask("/.coplay/events?page=p1&path=/games/a/", {
    headers: { accept: "text/event-stream", "user-agent": "Mozilla/5.0 (iPad; CPU OS 17_0)" },
  });
  await fixture.ask("/.coplay/ready?page=p1", { method: "POST" });
  const { ready, players } = await (await fixture.order("GET", "players")).json();
  assertEquals(ready, 1);
  assertEquals(players[0].device, "iPad");
  assertEquals(players[0].address, "192.168.1.50");
  assertEquals(players[0].game.en, "Game A");
  await stream.body?.cancel();
});

Deno.test("admin shows the cover of a game that players cannot open, but none of its other files", async () => {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  await using fixture = await FrontFixture.make({
    ...GAMES,
    "b/game.json": { cover: "front.svg" },
    "b/front.svg": picture,
  });
  const { games } = await (await fixture.order("GET", "games")).json();
  assertEquals(
    games.map(({ cover }: { cover: string | null }) => cover),
    [null, "/.coplay/covers/b", null],
  );
  assertEquals((await fixture.ask("/games/b/front.svg")).status, 404);
  const answer = await fixture.ask("/.coplay/covers/b");
  assertEquals([answer.status, await answer.text()], [200, picture]);
  assertEquals(answer.headers.get("content-type"), "image/svg+xml");
  assertStringIncludes(answer.headers.get("content-security-policy")!, "sandbox");
  for (const path of ["a", "broken", "b/front.svg", "..%2Fb", ""]) {
    const { status, body } = await fixture.ask(`/.coplay/covers/${path}`);
    await body?.cancel();
    assertEquals(status, 404, path);
  }
});

const BAD_ORDERS: readonly [
  method: string,
  path: string,
  body: unknown,
  status: number,
  says: string,
][] = [
  ["PUT", "published", { game: "nothing" }, 404, "There is no game"],
  ["PUT", "published", { game: "broken" }, 409, "Cannot publish"],
  ["PUT", "published", { game: "e" }, 409, '"e" fits 3 games: 0 Game A, 1 Bee, 2 broken'],
  ["PUT", "published", { play: "b" }, 400, "The body must be"],
  ["PUT", "published", { game: "x".repeat(5000) }, 413, "The body must be"],
  ["PUT", "published", undefined, 400, "The body must be"],
  ["DELETE", "published", undefined, 405, "method"],
  ["GET", "nothing", undefined, 404, "no such order"],
  ["GET", "constructor", undefined, 404, "no such order"],
];

for (const [method, path, body, status, says] of BAD_ORDERS) {
  const shown = JSON.stringify(body)?.slice(0, 30);
  Deno.test(`admin answers ${status} to ${method} ${path} ${shown}`, async () => {
    await using fixture = await FrontFixture.make(GAMES);
    const answer = await fixture.order(method, path, body);
    assertEquals(answer.status, status);
    assertStringIncludes((await answer.json()).error, says);
    assertEquals(fixture.publishedId, "a");
  });
}

interface Attempt {
  readonly name: string;
  readonly host?: string;
  readonly from?: string;
  readonly headers?: Record<string, string>;
  readonly status: number;
}

/** Attempts to publish, and the status of each; `TOKEN` stands for the right token. */
const ATTEMPTS: readonly Attempt[] = [
  { name: "a client without the token", status: 401 },
  { name: "a wrong token", headers: { authorization: "Bearer nonsense" }, status: 401 },
  { name: "the token in another scheme", headers: { authorization: "Basic TOKEN" }, status: 401 },
  { name: "the token", headers: { authorization: "Bearer TOKEN" }, status: 200 },
  {
    name: "a program or proxy on this machine without the token",
    host: "127.0.0.1:8000",
    from: "127.0.0.1",
    status: 401,
  },
  {
    name: "a program on this machine, by IPv6, without the token",
    host: "[::1]:8000",
    from: "::1",
    status: 401,
  },
  {
    name: "a program on this machine with the token",
    host: "[::1]:8000",
    from: "::1",
    headers: { authorization: "Bearer TOKEN" },
    status: 200,
  },
  {
    name: "a page of a game in a browser on this machine",
    host: "localhost:8000",
    from: "127.0.0.1",
    headers: { "sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0" },
    status: 401,
  },
  {
    name: "a browser on this machine that sends little",
    host: "localhost:8000",
    from: "127.0.0.1",
    headers: { "user-agent": "Mozilla/5.0" },
    status: 401,
  },
  {
    name: "a page of another site, with the token",
    headers: { authorization: "Bearer TOKEN", origin: "http://evil.example" },
    status: 403,
  },
  {
    name: "a page of another site, on this machine",
    host: "127.0.0.1:8000",
    from: "127.0.0.1",
    headers: { origin: "http://evil.example" },
    status: 403,
  },
  {
    name: "the operator's page, which has an origin of its own",
    headers: { authorization: "Bearer TOKEN", origin: "null", "sec-fetch-site": "cross-site" },
    status: 200,
  },
  {
    name: "another page with an origin of its own, without the token",
    headers: { origin: "null", "sec-fetch-site": "cross-site" },
    status: 401,
  },
  {
    name: "a page of another port of this host",
    headers: { authorization: "Bearer TOKEN", "sec-fetch-site": "same-site" },
    status: 403,
  },
  {
    name: "a name that was made to point here",
    host: "evil.example:8000",
    from: "127.0.0.1",
    status: 421,
  },
  {
    name: "the machine's own name",
    host: "teacher.local:8000",
    headers: { authorization: "Bearer TOKEN", origin: "http://teacher.local:8000" },
    status: 200,
  },
];

for (const { name, status, host, from, headers = {} } of ATTEMPTS) {
  Deno.test(`admin answers ${status} to ${name}`, async () => {
    await using fixture = await FrontFixture.make(GAMES, { hostnames: ["Teacher.local"] });
    const filled = Object.entries(headers)
      .map(([key, value]) => [key, value.replace("TOKEN", fixture.front.adminToken)]);
    const ask: Ask = { method: "PUT", headers: Object.fromEntries(filled), body: `{"game":"b"}` };
    const options = { ...ask, ...(host && { host }), ...(from && { from }) };
    const answer = await fixture.ask("/.coplay/admin/published", options);
    assertEquals(answer.status, status);
    assertEquals(fixture.publishedId, status === 200 ? "b" : "a");
    if (status === 401) assertEquals(answer.headers.get("www-authenticate"), "Bearer");
  });
}

Deno.test("admin accepts the right token at once even after wrong ones from the same address, which have to wait", async () => {
  const delays: number[] = [];
  const pause = (delayMs: number) => Promise.resolve(void delays.push(delayMs));
  await using fixture = await FrontFixture.make(GAMES, { pause });
  const send = async (token: string, from: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fixture.ask("/.coplay/admin/games", { headers, from });
    await answer.body?.cancel();
    return answer.status;
  };
  for (let count = 0; count < 5; count++) {
    assertEquals(await send("wrong", "192.168.1.66"), 401);
  }
  assertEquals(delays, []);
  for (let count = 0; count < 7; count++) await send("wrong", "192.168.1.66");
  assertEquals(delays, [250, 500, 1000, 2000, 4000, 4000, 4000]);
  // The operator may sit behind the same proxy as an attacker.
  assertEquals(await send(fixture.front.adminToken, "192.168.1.66"), 200);
  assertEquals(await send("wrong", "192.168.1.7"), 401);
  assertEquals(delays.length, 7);
});

Deno.test("admin accepts orders of its own page, and allows no other origin", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const allowed = async (origin: string) => {
    const headers = { origin, "access-control-request-method": "PUT" };
    const answer = await fixture.ask("/.coplay/admin/published", { method: "OPTIONS", headers });
    await answer.body?.cancel();
    return answer.headers.get("access-control-allow-origin");
  };
  assertEquals(await allowed("null"), "null");
  assertEquals(await allowed("http://evil.example"), null);
});

Deno.test("admin has a page in the browser's language that holds no secret", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const page = await fixture.ask("/.coplay/admin", { headers: { "accept-language": "zh-CN" } });
  const text = await page.text();
  assertStringIncludes(text, "主持人");
  assert(!text.includes(fixture.front.adminToken));
  const policy = page.headers.get("content-security-policy") ?? "";
  assertStringIncludes(policy, "frame-ancestors 'none'");
  assertStringIncludes(policy, "script-src 'self'");
  // Games share the host's origin; this sandboxed page does not.
  assertMatch(policy, /; sandbox (?!.*allow-same-origin)/);
});

Deno.test("admin answers errors in the requested language", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const headers = { "accept-language": "zh" };
  const { error } = await (await fixture.ask("/.coplay/admin/games", { headers })).json();
  assertEquals(error, "缺少口令");
});

Deno.test("admin covers the pages with the usual words or with the operator's, and lifts them", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const front = async (method: string, body?: unknown) => {
    const answer = await fixture.order(method, "front", body);
    return [answer.status, (await answer.json()).front];
  };
  assertEquals(await front("PUT"), [200, { en: "Eyes to the front", zh: "请看前面" }]);
  assertEquals(await front("PUT", { words: " 看 <b> " }), [200, { en: "看 <b>", zh: "看 <b>" }]);
  const state = await (await fixture.ask("/.coplay/state")).json();
  assertEquals(state.front, { en: "看 <b>", zh: "看 <b>" });
  assertEquals(await front("PUT", { words: 5 }), [400, undefined]);
  assertEquals(await front("PUT", { words: "x".repeat(201) }), [400, undefined]);
  assertEquals(await front("GET"), [200, { en: "看 <b>", zh: "看 <b>" }]);
  assertEquals(await front("DELETE"), [200, null]);
  assertEquals((await fixture.ask("/.coplay/admin/front", { method: "PUT" })).status, 401);
});

Deno.test("admin shows the queue, changes it and ends it", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const queue = async (method: string, body?: unknown) => {
    const answer = await fixture.order(method, "queue", body);
    return { status: answer.status, ...await answer.json() };
  };
  assertEquals(await queue("GET"), { status: 200, queue: null });
  const started = await queue("PUT", { queue: "蜜蜂 10m, a 5m, front" });
  assertEquals([started.status, started.queue.isRunning], [200, true]);
  assertEquals(Math.ceil(started.queue.secondsLeft), 600);
  assertEquals(started.queue.steps, [
    { game: { id: "b", name: { en: "Bee", zh: "蜜蜂" } }, front: null, seconds: 600 },
    { game: { id: "a", name: { en: "Game A", zh: "Game A" } }, front: null, seconds: 300 },
    { game: null, front: { en: "Eyes to the front", zh: "请看前面" }, seconds: null },
  ]);
  assertEquals(fixture.publishedId, "b");
  const state = await (await fixture.ask("/.coplay/state")).json();
  assertEquals(state.queue.steps.length, 3);
  assertEquals((await queue("PUT", { queue: "b 1m" })).queue.steps.length, 1);
  assertEquals((await queue("DELETE")).queue, null);
  assertEquals(fixture.publishedId, "b");
  for (const wrong of ["b, a 5m", "nothing 5m", "a 0s", "", 7]) {
    assertEquals((await queue("PUT", { queue: wrong })).status, 400, String(wrong));
  }
});

Deno.test("admin begins a round, refuses a second one, and ends it", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const round = async (method: string, body?: unknown) => {
    const answer = await fixture.order(method, "round", body);
    return { status: answer.status, ...await answer.json() };
  };
  assertEquals(await round("GET"), { status: 200, round: null });
  for (const wrong of ["0", "abc", "3", "0m", "25h", 7, null]) {
    assertEquals((await round("PUT", { time: wrong })).status, 400, String(wrong));
  }
  const begun = await round("PUT", { time: "3m" });
  assertEquals([begun.status, begun.round.number, begun.round.seconds], [200, 1, 180]);
  assertEquals([begun.round.isRunning, begun.round.isOver, begun.round.isPlayed], [
    true,
    false,
    false,
  ]);
  const state = await (await fixture.ask("/.coplay/state")).json();
  assertEquals(state.round.seed, begun.round.seed);
  // Another operator is a moment too late.
  assertEquals(await round("PUT", {}), {
    status: 409,
    error: "A round is on already: end it first",
  });
  assertEquals(await round("DELETE"), { status: 200, round: null });
  assertEquals((await round("PUT")).round.seconds, null);
  const clock = await fixture.ask("/.coplay/clock");
  assertEquals(Math.abs(Number(await clock.text()) - Date.now()) < 60_000, true);
});
