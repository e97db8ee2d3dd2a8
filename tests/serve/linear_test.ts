import { assertEquals } from "@std/assert";
import { HostFixture } from "./host_fixture.ts";

/**
 * Pages on which a backtracking pattern would take hours. Each is read when the game is found, published and requested;
 * the test proves that this ends.
 */
const HOSTILE: readonly (readonly [what: string, piece: string])[] = [
  ["titles that do not end", "<title "],
  ["policies that do not end", "<meta "],
  ["policies without a value", "<meta http-equiv  "],
  ["comments that do not end", "<!-- "],
  ["doctypes that do not end", "<!doctype '"],
  ["marks of an engine", "GODOT_CONFIG "],
  ["white space", "  \n"],
  ["references to characters", "&#x"],
  ["styles without an end", "<style>@import url( "],
  ["scripts without an end", '<script>import ( /* "/'],
  ["addresses of several sizes", '<img srcset=", , /'],
  ["files beside a module", "<script>new URL( "],
];

for (const [what, piece] of HOSTILE) {
  Deno.test(`a page of ${what} is read without backtracking`, async () => {
    const page = piece.repeat(Math.ceil(2_000_000 / piece.length));
    await using host = await HostFixture.publishing({ "a/index.html": page });
    const answer = await host.ask("/games/a/");
    await answer.body?.cancel();
    assertEquals(answer.status, 200);
  });
}
