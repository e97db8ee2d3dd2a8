import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type AccessEntry, formatAccess } from "../../src/serve/request/access_log.ts";
import { FrontFixture } from "./front_fixture.ts";

const ENTRY: AccessEntry = {
  address: "192.168.1.7",
  timeMs: Date.UTC(2026, 8, 1, 13, 5, 36),
  method: "GET",
  target: "/games/a/?x=1",
  status: 200,
  sizeBytes: 512,
  durationMs: 1.23456,
  referer: null,
  agent: "Mozilla/5.0",
};

Deno.test("access log writes the combined form that every log reader knows", () => {
  assertEquals(
    formatAccess(ENTRY, "combined"),
    `192.168.1.7 - - [01/Sep/2026:13:05:36 +0000] "GET /games/a/?x=1 HTTP/1.1" 200 512 "-" "Mozilla/5.0"`,
  );
});

Deno.test("access log lets no client write a line of its own", () => {
  const agent = `x" 200 0\n\x1b[2J\u202e中`;
  const line = formatAccess({ ...ENTRY, agent, sizeBytes: undefined }, "combined");
  assertStringIncludes(line, String.raw`"x\" 200 0\x0a\x1b[2J\xe2\x80\xae\xe4\xb8\xad"`);
  assertEquals(JSON.parse(formatAccess({ ...ENTRY, agent }, "json")).agent, agent);
  assertMatch(formatAccess({ ...ENTRY, agent }, "json"), /^[ -~]+$/);
});

Deno.test("access log writes JSON with numbers as numbers", () => {
  assertEquals(JSON.parse(formatAccess(ENTRY, "json")), {
    time: "2026-09-01T13:05:36.000Z",
    address: "192.168.1.7",
    method: "GET",
    target: "/games/a/?x=1",
    status: 200,
    referer: null,
    agent: "Mozilla/5.0",
    bytes: 512,
    ms: 1.235,
  });
});

Deno.test("a front logs every request with where it came from", async () => {
  const entries: AccessEntry[] = [];
  const log = (entry: AccessEntry) => void entries.push(entry);
  await using fixture = await FrontFixture.make({ "a/index.html": "<title>A</title>" }, { log });
  await fixture.ask("/games/a/?x=1", { headers: { referer: "http://192.168.1.2:8000/" } });
  await fixture.ask("/nothing", { method: "HEAD" });
  const rows = entries.map(({ address, method, target, status }) => [
    address,
    method,
    target,
    status,
  ]);
  assertEquals(rows, [
    ["192.168.1.50", "GET", "/games/a/?x=1", 200],
    ["192.168.1.50", "HEAD", "/nothing", 404],
  ]);
});

Deno.test("metrics count answers, bytes, hits, players and switches", async () => {
  const games = { "a/index.html": "<title>A</title>", "b/index.html": "<title>B</title>" };
  await using fixture = await FrontFixture.make(games);
  const page = await fixture.ask("/games/a/");
  const etag = page.headers.get("etag")!;
  const sizeBytes = (await page.text()).length;
  await fixture.ask("/games/a/", { headers: { "if-none-match": etag } });
  await fixture.ask("/nothing");
  const stream = await fixture.ask("/.coplay/events?page=p1&path=/games/a/", {
    headers: { accept: "text/event-stream" },
  });
  await fixture.front.host.publish(fixture.front.host.catalogue.get("b")!);
  const text = await (await fixture.ask("/.coplay/metrics")).text();
  const value = (name: string) =>
    Number(
      text.split("\n").find((line) => line.startsWith(name))
        ?.split(" ").at(-1),
    );
  assertEquals(value(`coplay_requests_total{status="200"}`), 2);
  assertEquals(value(`coplay_requests_total{status="404"}`), 1);
  assertEquals(value("coplay_cache_hits_total "), 1);
  assertEquals(value("coplay_players "), 1);
  assertEquals(value("coplay_switches_total "), 2);
  assertEquals(value("coplay_response_bytes_total ") >= sizeBytes, true);
  assertEquals(value(`coplay_request_duration_seconds_bucket{le="+Inf"}`), 4);
  for (const line of text.trimEnd().split("\n")) {
    assertMatch(line, /^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"\})? [\d.e+-]+)$/);
  }
  await stream.body?.cancel();
});
