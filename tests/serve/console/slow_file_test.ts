import { assertEquals, assertMatch } from "@std/assert";
import { reportRequests } from "../../../src/serve/console/messages.ts";
import { FakeIo } from "../../support/fake_io.ts";
import { HostFixture } from "../host_fixture.ts";

const TREE = {
  "a/index.html": '<title>Anna</title><script type="module" src="main.ts"></script>',
  // It keeps whoever reads it busy for hours.
  "a/main.ts": `let a = ${"<a>(".repeat(40)}1${")".repeat(40)};`,
  "a/quick.ts": "let a: number = 1;",
};

Deno.test("a file that takes too long is answered with 503 and when to come back, and the operator reads it once", async () => {
  const io = new FakeIo();
  await using host = await HostFixture.publishing(TREE, { parts: reportRequests(io) });
  const reason =
    /^503 Service Unavailable\nCannot read "main\.ts" yet: .*\n暂时无法读取“main\.ts”：/;
  for (let count = 0; count < 2; count++) {
    const answer = await host.ask("/games/a/main.ts");
    assertEquals([answer.status, answer.headers.get("cache-control")], [503, "no-store"]);
    assertMatch(answer.headers.get("retry-after")!, /^[1-9]\d*$/);
    assertMatch(await answer.text(), reason);
  }
  assertEquals(await host.read("/games/a/quick.ts"), "let a         = 1;");
  const [line, ...others] = io.writes.map(({ text }) => text);
  assertMatch(line!, /^Anna: Cannot read "main\.ts" yet: it took too long, /);
  assertEquals(others, []);
});
