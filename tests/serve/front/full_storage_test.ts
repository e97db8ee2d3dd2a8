import { assertEquals } from "@std/assert";
import { reportRequests } from "../../../src/serve/console/messages.ts";
import { FakeIo } from "../../support/fake_io.ts";
import { FrontFixture } from "../front_fixture.ts";

const TREE = {
  "a/index.html": "<title>Anna</title>",
  "b/index.html": "<title>Bert</title>",
  "c/index.html": "<title>Cleo</title>",
  "d/index.html": "<title>Dora</title>",
};

Deno.test("the operator reads once who fills a player's browser, the fullest first", async () => {
  const io = new FakeIo();
  await using fixture = await FrontFixture.make(TREE, { parts: reportRequests(io) });
  const ask = async (query: string, init: RequestInit = {}) => {
    return (await fixture.ask(`/.coplay/full?${query}`, { method: "POST", ...init })).status;
  };
  assertEquals(await ask("a=5&b=80&c=15&d=0"), 204);
  assertEquals(await ask("a=1&b=99"), 204);
  // None of these can be, or tells anything.
  for (const query of ["", "nobody=9", "nobody=", "a=-1", "a=1e9", "a=x", "a=0"]) await ask(query);
  assertEquals(await ask("d="), 204);
  assertEquals(await ask("c=9", { headers: { "sec-fetch-site": "cross-site" } }), 403);
  const said = io.writes.filter(({ to }) => to === "stderr").map(({ text }) => text).join("");
  assertEquals(said.trimEnd().split("\n"), [
    "A player's browser has no room left for saved games. Who holds how much: Bert 80 %, Cleo 15 %, Anna 5 %",
    "A player's browser has no room left: Dora cannot save there",
  ]);
});
