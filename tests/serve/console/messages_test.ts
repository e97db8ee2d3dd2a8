import { assertEquals } from "@std/assert";
import { reportPlayers } from "../../../src/serve/console/messages.ts";
import { FakeIo } from "../../support/fake_io.ts";
import { until } from "../../support/until.ts";
import { FrontFixture } from "../front_fixture.ts";

const GAMES = { "a/index.html": "<title>A</title>", "b/index.html": "<title>B</title>" };
const PLAYERS = Array.from({ length: 10 }, (_, at) => `player-${at}`);

Deno.test("the terminal names each player once, however often games switch; who comes back is counted", async () => {
  const io = new FakeIo();
  const read = () => io.writes.map(({ text }) => text.trim());
  await using fixture = await FrontFixture.make(GAMES, reportPlayers(io, 0));
  const open = async (player: string, game: string) => {
    const stream = await fixture.ask(
      `/.coplay/events?page=of-${player}-${game}&path=/games/${game}/`,
      { headers: { accept: "text/event-stream", cookie: `coplay-player=${player}` } },
    );
    const reader = stream.body!.getReader();
    await reader.read();
    return reader;
  };
  let pages = await Promise.all(PLAYERS.map((player) => open(player, "a")));
  const joined = () => read().filter((line) => line.endsWith("joined")).length;
  assertEquals(joined(), 10);
  for (const game of ["b", "a", "b"]) {
    await fixture.front.lesson.publish(fixture.front.host.catalogue.get(game)!);
    await Promise.all(pages.map((page) => page.cancel()));
    // Slow devices: the host without grace takes all of them for gone.
    await until("all are gone", () => fixture.front.players.count === 0);
    const before = io.writes.length;
    pages = await Promise.all(PLAYERS.map((player) => open(player, game)));
    const counts = () =>
      read().slice(before).map((line) =>
        Number(/^(\d+) players? (?:is|are) back$/.exec(line)?.[1])
      );
    await until("all are counted", () => counts().reduce((sum, count) => sum + count, 0) === 10);
    assertEquals(joined(), 10);
  }
  await Promise.all(pages.map((page) => page.cancel()));
});
