import { assertEquals } from "@std/assert";
import { type Ask, FrontFixture } from "../front_fixture.ts";

const GAMES = { "a/index.html": "<title>Game A</title>" };

/** Opens a page of a player of their own, and returns the names of its first events. */
async function openPage(fixture: FrontFixture, page: string, count: number): Promise<string[]> {
  const stream = await fixture.ask(`/.coplay/events?page=${page}&path=/games/a/`, {
    headers: { accept: "text/event-stream" },
  });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const events = () => [...text.matchAll(/^event: ?(\w+)$/gm)].map(([, name]) => name!);
  while (events().length < count) text += (await reader.read()).value;
  return events();
}

function sendName(fixture: FrontFixture, page: string, body: string, more: Ask = {}) {
  return fixture.ask(`/.coplay/name?page=${page}`, { method: "POST", body, ...more });
}

async function listNames(fixture: FrontFixture): Promise<(string | null)[]> {
  const { players } = await (await fixture.order("GET", "players")).json();
  return players.map(({ name }: { name: string | null }) => name);
}

Deno.test("a page is asked for a name, names its player, and hears under which name lists show them", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  assertEquals(await openPage(fixture, "p1", 2), ["message", "name"]);
  await openPage(fixture, "p2", 1);
  assertEquals(await listNames(fixture), [null, null]);
  assertEquals(await (await sendName(fixture, "p1", " Ming\u202e ")).json(), {
    text: "Ming",
    shown: "Ming",
    isTaken: false,
  });
  assertEquals(await (await sendName(fixture, "p2", "ming")).json(), {
    text: "ming",
    shown: "ming 2",
    isTaken: false,
  });
  assertEquals(await listNames(fixture), ["Ming", "ming 2"]);
  assertEquals(await (await sendName(fixture, "p1", "")).json(), {
    text: "",
    shown: "",
    isTaken: false,
  });
  assertEquals(await listNames(fixture), [null, "ming 2"]);
});

Deno.test("a name is taken from a page of this host only, and not without end", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  await openPage(fixture, "p1", 1);
  const foreign = await sendName(fixture, "p1", "Eve", { headers: { origin: "https://evil.com" } });
  assertEquals(foreign.status, 403);
  assertEquals((await sendName(fixture, "p1", "😀".repeat(10_000))).status, 413);
  assertEquals((await fixture.ask("/.coplay/name?page=p1")).status, 405);
  assertEquals(await listNames(fixture), [null]);
});

Deno.test("with names turned off no page is asked for one, and none is taken", async () => {
  await using fixture = await FrontFixture.make(GAMES, { hasNames: false });
  await fixture.front.lesson.cover({ en: "Look", zh: "看" });
  assertEquals(await openPage(fixture, "p1", 2), ["message", "front"]);
  assertEquals((await sendName(fixture, "p1", "Ming")).status, 405);
  assertEquals(await listNames(fixture), [null]);
});
