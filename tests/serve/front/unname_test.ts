import { assertEquals } from "@std/assert";
import { until } from "../../support/until.ts";
import { FrontFixture } from "../front_fixture.ts";

const GAMES = { "a/index.html": "<title>Game A</title>" };

/** A page of a player; its cookie is the name of the player. */
async function openPage(fixture: FrontFixture, player: string) {
  const stream = await fixture.ask(`/.coplay/events?page=of-${player}&path=/games/a/`, {
    headers: { accept: "text/event-stream", cookie: `coplay-player=${player}` },
  });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async hears(event: string): Promise<void> {
      while (!text.includes(`event:${event}\n`)) text += (await reader.read()).value;
    },
    close: () => reader.cancel(),
  };
}

async function sendName(fixture: FrontFixture, player: string, body: string) {
  const headers = { cookie: `coplay-player=${player}` };
  const answer = await fixture.ask(`/.coplay/name?page=of-${player}`, {
    method: "POST",
    headers,
    body,
  });
  return await answer.json();
}

async function report(fixture: FrontFixture, player: string, value: number): Promise<void> {
  const scores = [{ value, best: "high", level: "" }];
  const headers = { cookie: `coplay-player=${player}` };
  const body = JSON.stringify({ game: "a", scores });
  const answer = await fixture.ask("/.coplay/scores", { method: "POST", headers, body });
  assertEquals(answer.status, 204);
}

function unname(fixture: FrontFixture, player: string): Promise<Response> {
  return fixture.order("DELETE", `names?player=${encodeURIComponent(player)}`);
}

/** All that anybody can read of the class. */
async function readAll(fixture: FrontFixture): Promise<string> {
  const answers = await Promise.all([
    fixture.ask("/.coplay/state"),
    fixture.ask("/.coplay/scores"),
    fixture.order("GET", "players"),
    fixture.order("GET", "scores?game=a"),
    fixture.order("GET", "scores.csv"),
  ]);
  return (await Promise.all(answers.map((answer) => answer.text()))).join("\n");
}

Deno.test("a name that is taken away leaves lists, wall, scores and CSV, and its page hears of it", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const page = await openPage(fixture, "bad");
  const other = await openPage(fixture, "good");
  await sendName(fixture, "bad", "Rude");
  await sendName(fixture, "good", "Ming");
  await report(fixture, "bad", 5);
  await report(fixture, "good", 4);
  assertEquals((await readAll(fixture)).split("Rude").length > 4, true);
  const answer = await unname(fixture, "rude");
  assertEquals([answer.status, await answer.json()], [200, { taken: "Rude" }]);
  await page.hears("unnamed");
  const all = await readAll(fixture);
  assertEquals([all.includes("Rude"), all.includes("Ming"), all.includes("#1")], [
    false,
    true,
    true,
  ]);
  // In the store it is gone, too: the next run of the host has nothing to show.
  const names = (await fixture.front.scores.store.list("a")).map(({ name }) => name);
  assertEquals(names, ["", "Ming"]);
  await Promise.all([page.close(), other.close()]);
});

Deno.test("a taken name comes back neither from its device nor with other signs; another one does", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  let page = await openPage(fixture, "bad");
  const other = await openPage(fixture, "good");
  await sendName(fixture, "bad", "Rude");
  await unname(fixture, "1");
  const taken = { text: "", shown: "", isTaken: true };
  for (const typed of ["Rude", "ｒＵｄｅ", "R u d e!", "Rude 77"]) {
    assertEquals(await sendName(fixture, "bad", typed), taken, typed);
  }
  await page.close();
  page = await openPage(fixture, "bad");
  assertEquals(await sendName(fixture, "bad", "Rude"), taken);
  assertEquals(await sendName(fixture, "bad", "Li"), { text: "Li", shown: "Li", isTaken: false });
  // It may be the name of somebody else, whom the first one mocked.
  assertEquals((await sendName(fixture, "good", "Rude")).shown, "Rude");
  await Promise.all([page.close(), other.close()]);
});

Deno.test("a name without letters is taken away, and one of digits", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const page = await openPage(fixture, "bad");
  for (const name of ["💩", "666"]) {
    await sendName(fixture, "bad", name);
    assertEquals((await unname(fixture, name)).status, 200);
    assertEquals((await sendName(fixture, "bad", name)).isTaken, true);
  }
  assertEquals((await sendName(fixture, "bad", "🐼")).shown, "🐼");
  await page.close();
});

Deno.test("the name of somebody who has left goes from the scores, and they come back without it", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const page = await openPage(fixture, "bad");
  await sendName(fixture, "bad", "Rude");
  await report(fixture, "bad", 5);
  await page.close();
  await until("they have left", () => fixture.front.players.count === 0);
  assertEquals((await readAll(fixture)).includes("Rude"), true);
  assertEquals((await unname(fixture, "Rude")).status, 200);
  assertEquals((await readAll(fixture)).includes("Rude"), false);
  const back = await openPage(fixture, "bad");
  assertEquals(fixture.front.players.shownName("bad"), undefined);
  await back.close();
});

Deno.test("an order for a name says why it takes none", async () => {
  await using fixture = await FrontFixture.make(GAMES);
  const pages = [await openPage(fixture, "a"), await openPage(fixture, "b")];
  const thirdPage = await openPage(fixture, "c");
  await sendName(fixture, "a", "Mila");
  await sendName(fixture, "b", "Milo");
  const says = async (player: string) => {
    const answer = await unname(fixture, player);
    return `${answer.status} ${(await answer.json()).error}`;
  };
  assertEquals(await says("nobody"), `404 Nobody is called "nobody"`);
  assertEquals(await says("mil"), `409 "mil" may be Mila or Milo: type the whole name`);
  assertEquals(await says("3"), "404 Player 3 has no name");
  assertEquals(await says("9"), `404 Nobody is called "9"`);
  const missing = "400 Say whose name is to go: names?player=Ming, or the player's number";
  assertEquals(await says(" "), missing);
  assertEquals(
    (await fixture.ask("/.coplay/admin/names?player=Mila", { method: "DELETE" })).status,
    401,
  );
  assertEquals((await fixture.order("PUT", "names?player=Mila")).status, 405);
  assertEquals((await unname(fixture, "#2")).status, 200);
  assertEquals((await unname(fixture, "mil")).status, 200);
  await Promise.all([...pages, thirdPage].map((page) => page.close()));
});
