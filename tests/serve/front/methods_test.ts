import { assertEquals } from "@std/assert";
import { FrontFixture } from "../front_fixture.ts";

const ROUTES: readonly [path: string, allow: string][] = [
  ["state", "GET, HEAD"],
  ["metrics", "GET, HEAD"],
  ["projector", "GET, HEAD"],
  ["covers/a", "GET, HEAD"],
  ["live.js", "GET, HEAD"],
  ["admin", "GET, HEAD"],
  ["events?page=p", "GET"],
];

for (const [path, allow] of ROUTES) {
  Deno.test(`the host's own ${path} answers 405 with Allow to another method`, async () => {
    await using fixture = await FrontFixture.make({ "a/index.html": "a" });
    for (const method of ["POST", "DELETE"]) {
      const answer = await fixture.ask(`/.coplay/${path}`, { method });
      await answer.body?.cancel();
      assertEquals([answer.status, answer.headers.get("allow")], [405, allow], method);
    }
  });
}

Deno.test("a page reports that it has loaded only by POST", async () => {
  await using fixture = await FrontFixture.make({ "a/index.html": "a" });
  const answer = await fixture.ask("/.coplay/ready?page=p");
  assertEquals([answer.status, answer.headers.get("allow")], [405, "POST"]);
});

for (const host of ["a/games/b", "a b", "a@b", "[::1", "a?b", "a:b", "a:65536", "a#b", "a\\b"]) {
  Deno.test(`an invalid Host is answered 400: ${JSON.stringify(host)}`, async () => {
    await using fixture = await FrontFixture.make({ "a/index.html": "a" });
    const answer = await fixture.ask("/.coplay/state", { headers: { host } });
    assertEquals(answer.status, 400);
  });
}

for (const host of ["a", "a.example:8080", "192.168.1.2:80", "[fe80::1]:8080", "a_b.local"]) {
  Deno.test(`a valid Host is accepted: ${host}`, async () => {
    await using fixture = await FrontFixture.make({ "a/index.html": "a" });
    const answer = await fixture.ask("/.coplay/state", { headers: { host } });
    await answer.body?.cancel();
    assertEquals(answer.status, 200);
  });
}

Deno.test("only a request that accepts an event stream gets one", async () => {
  await using fixture = await FrontFixture.make({ "a/index.html": "a" });
  const ask = async (accept: string) => {
    const answer = await fixture.ask("/.coplay/events?page=p", { headers: { accept } });
    await answer.body?.cancel();
    return answer.status;
  };
  assertEquals(await ask("text/event-stream"), 200);
  assertEquals(await ask("text/html,*/*;q=0.8"), 406);
});
